import type { Report } from '../../src/core/report/report.ts';
import type { ToWebview } from '../../src/shared/messages.ts';
import type { PanelState } from '../../src/shared/panelState.ts';

/** The state of a panel that shows a report. */
export function doneState(report: Report | null, more: Partial<PanelState> = {}): PanelState {
  return {
    id: 'endpoint-1',
    name: 'aliyun-ftp',
    destination: 'ftp://ftpuser@123.56.241.199:2100',
    saved: true,
    phase: 'done',
    step: null,
    message: null,
    changes: null,
    report,
    ...more,
  };
}

/** The message that answers `ready`. */
export function initMessage(state: PanelState, reveal: number | null = null): ToWebview {
  return { type: 'init', bundle: {}, state, reveal };
}
