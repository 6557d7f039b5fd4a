import type { PanelState } from '../../shared/panelState.ts';
import type { EndpointState } from '../diagnose/diagnoses.ts';
import { formatDestination, type Endpoint } from '../endpoints/endpoint.ts';

/** What the timeline of an endpoint shows. */
export function panelStateOf(endpoint: Endpoint, saved: boolean, state: EndpointState): PanelState {
  const { phase, step, message, report, changes } = state;
  return {
    id: endpoint.id,
    name: endpoint.name,
    destination: formatDestination(endpoint.destination),
    saved,
    phase,
    step,
    message,
    report,
    changes,
  };
}

/** What a restored page remembers of its panel; null when it is nothing of ours. */
export function readRestoredState(value: unknown): { id: string; destination: string } | null {
  const { id, destination } = (value ?? {}) as { id?: unknown; destination?: unknown };
  return typeof id === 'string' && typeof destination === 'string' ? { id, destination } : null;
}
