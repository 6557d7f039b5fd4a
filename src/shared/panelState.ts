import type { Report } from '../core/report/report.ts';
import type { Tone } from '../core/report/words.ts';

/**
 * Where a diagnosis stands:
 * - `never`: the endpoint has no report yet, and none is being made
 * - `running`: `report` grows until the phase changes
 * - `password-needed`, `certificate-question`: nothing goes on until the person answers
 * - `done`: `report` is the last one; `cancelled`: `report` holds what was seen until then
 * - `failed`: we could not do our work; `message` says why
 */
export type PanelPhase =
  'never' | 'running' | 'password-needed' | 'certificate-question' | 'done' | 'cancelled' | 'failed';

/** What a new diagnosis says against the one before it, by finding id. */
export interface Changes {
  /** Found then, and not found now, not even as a note. */
  readonly fixed: readonly string[];
  /** Found now for the first time. */
  readonly added: readonly string[];
  /** Found both times. */
  readonly same: readonly string[];
  /** Titles of the fixed findings, which the new report no longer holds. */
  readonly fixedTitles: readonly string[];
  /** ISO 8601; when the earlier diagnosis was made. */
  readonly since: string | null;
}

/** One session among those that evidence holds. */
export interface SessionChoice {
  /** Its place among all of them, from 0. */
  readonly index: number;
  /** Who spoke with whom, `192.168.0.130 → 123.56.241.199:2100`. */
  readonly label: string;
  /** The verdict of its report. */
  readonly verdict: string;
  readonly tone: Tone;
}

/** What a panel says about evidence beside the report. */
export interface EvidenceState {
  /** What could not be read and what is not shown, a sentence each. */
  readonly notes: readonly string[];
  /** Of many sessions a stretch around the one that is shown. */
  readonly sessions: readonly SessionChoice[];
  /** How many sessions there are. */
  readonly total: number;
  /** Index of the session that `report` is about. */
  readonly chosen: number;
  /** Ids of the report's sources whose lines the editor can open. */
  readonly openable: readonly number[];
}

/**
 * All that the timeline panel of one endpoint draws; plain JSON. The page keeps `id` and `destination` with
 * `acquireVsCodeApi().setState({ id, destination, … })`, so that the editor can restore the panel after a reload.
 */
export interface PanelState {
  /** Names the endpoint to the editor; opaque to the page. */
  readonly id: string;
  /** The endpoint's name as the tree shows it. */
  readonly name: string;
  /** `ftp://user@host:21` or `practice://eip-normal`; never a password. */
  readonly destination: string;
  /** False for a URL that was diagnosed without being saved. */
  readonly saved: boolean;
  readonly phase: PanelPhase;
  /** The step under way, in the person's language; null when none is. */
  readonly step: string | null;
  /** One sentence of the editor's own, in the person's language; null when the report says it all. */
  readonly message: string | null;
  /** Null while there is none to show. */
  readonly report: Report | null;
  /** Null on a first diagnosis. */
  readonly changes: Changes | null;
  /** Present when the report comes from evidence and not from a diagnosis of a server. */
  readonly evidence?: EvidenceState;
}
