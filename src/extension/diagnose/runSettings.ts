import type { Settings } from '../../core/trace/trace.ts';
import type { Endpoint } from '../endpoints/endpoint.ts';
import type { ExtensionSettings } from '../settings.ts';

/** What a run is asked to do: the settings, and what the endpoint says of its server. */
export function runSettings(settings: ExtensionSettings, endpoint: Endpoint): Settings {
  const practice = endpoint.destination.kind === 'practice';
  return {
    insecure: false,
    modes: settings.modes,
    samples: settings.samples,
    timeoutMs: settings.timeoutMs,
    range: endpoint.passiveRange,
    config: null,
    // The practice network has addresses of its own, this machine's mean nothing there.
    activeAddress: practice ? null : settings.activeAddress,
    activePorts: practice ? null : settings.activePorts,
  };
}
