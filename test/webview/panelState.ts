import type { Report } from '../../src/core/report/report.ts';
import type { ToWebview } from '../../src/shared/messages.ts';
import type { EvidenceState, PanelState } from '../../src/shared/panelState.ts';

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

/** What a panel says about a log of 2,500 sessions of which not all are shown. */
export const manyInEvidence: EvidenceState = {
  notes: [
    'Not shown: 500 further sessions, beyond the limit.',
    'Not shown: 12000 further events, beyond the limit.',
  ],
  sessions: Array.from({ length: 200 }, (_, index) => ({
    index,
    label: `2026-11-25 10:00:00  192.0.2.${index} → 203.0.113.9:21  ann`,
    verdict: 'The server refuses the login: check user name and password first.',
    tone: index % 2 === 0 ? 'bad' : 'good',
  })),
  total: 2000,
  chosen: 2,
  openable: [0],
};

/** The message that answers `ready`. */
export function initMessage(state: PanelState, reveal: number | null = null): ToWebview {
  return { type: 'init', bundle: {}, state, reveal };
}
