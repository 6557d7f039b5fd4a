import type { Translate } from '../core/l10n.ts';
import type { FromWebview } from '../shared/messages.ts';
import type { EvidenceState } from '../shared/panelState.ts';

/** What every panel of the page may use. */
export interface Stage {
  readonly t: Translate;
  /** A BCP 47 tag for times and dates. */
  readonly language: string;
  /** The address that is marked wherever it stands, null for none. */
  readonly wrongAddress: string | null;
  /** Whether the server is one of the practice network, which takes a remedy at once. */
  readonly practice: boolean;
  /** Present when the report comes from evidence. */
  readonly evidence: EvidenceState | null;
  post(message: FromWebview): void;
  /** Says it aloud and shows it for a moment. */
  announce(text: string): void;
  /** Selects an event on the ladder, scrolls to it and puts the focus there. */
  goToEvent(id: number): void;
  /** Scrolls to a finding by its number and puts the focus there. */
  goToFinding(number: number): void;
}
