import type { EventDraft } from '../../trace/event.ts';
import type { Mark } from './flow.ts';

/** An event with the frame that it stands for, before it is numbered. */
export interface MarkedDraft {
  readonly mark: Mark;
  readonly draft: EventDraft;
}
