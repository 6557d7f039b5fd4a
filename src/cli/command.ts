import type { Language, Translate } from '../core/l10n.ts';
import type { Arguments } from './arguments.ts';
import type { Terminal } from './terminal.ts';

/** What every command works with. */
export interface Invocation {
  readonly terminal: Terminal;
  readonly args: Arguments;
  readonly t: Translate;
  readonly lang: Language;
}

/** Runs a command and gives its exit status. @throws UsageError for bad usage or unreadable input */
export type Command = (invocation: Invocation) => Promise<number>;

/** The statuses that are a contract with scripts. */
export const exitStatus = { fine: 0, fault: 1, usage: 2 } as const;
