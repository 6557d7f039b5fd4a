import { verbOf } from '../ftp/command.ts';
import type { Severity } from '../report/report.ts';
import type { Mode } from '../trace/trace.ts';
import { severityOfActive } from './activeMode.ts';
import { fateOf, findUnansweredQuestion, type CommandFate } from './commandFate.ts';
import type { ChannelFacts, Facts } from './facts.ts';
import type { FindingId } from './findingIds.ts';
import { isLimit } from './said.ts';

/** Findings that say why active mode fails. */
const tellingOfActive: ReadonlySet<FindingId> = new Set([
  'active-blocked',
  'active-disabled',
  'active-from-other-address',
  'port-command-rejected',
  'client-address-hidden',
  'alg-rewrites-port',
]);

/** A command that failed for a reason that no rule knows. */
export interface FailedCommand {
  readonly fate: CommandFate;
  /** The data channel that it is about; null for a question about the server. */
  readonly channel: ChannelFacts | null;
  readonly severity: Severity;
}

/** An error where the mode that most clients use fails, else a warning. */
export function severityOfPassive({ family }: ChannelFacts, { modes }: Facts): Severity {
  const usual = family === 6 ? 'EPSV' : 'PASV';
  const works = modes.some((each) => each.mode === usual && each.family === family && each.outcome === 'ok');
  return works ? 'warning' : 'error';
}

/** A transfer that fails is no matter of active mode, where no other mode shows that transfers work. */
function severityInActive({ family }: ChannelFacts, { command }: CommandFate, facts: Facts): Severity {
  const transferred = facts.modes.some(({ outcome }) => outcome === 'ok');
  const ofMode = transferred || ['PORT', 'EPRT'].includes(verbOf(command.text));
  return ofMode ? severityOfActive(facts, family) : 'error';
}

function findIn(
  facts: Facts,
  modes: readonly Mode[],
  severityOf: (channel: ChannelFacts, fate: CommandFate, facts: Facts) => Severity,
): FailedCommand | null {
  for (const mode of modes) {
    for (const channel of facts.channels) {
      if (channel.mode !== mode || (channel.reply !== null && isLimit(channel.reply))) continue;
      const fate = fateOf(channel, facts);
      if (fate !== null) return { fate, channel, severity: severityOf(channel, fate, facts) };
    }
  }
  return null;
}

/** The failure that hurts most: of passive mode, of a question that clients ask first, of active mode; null when there is none. */
export function findFailedCommand(
  facts: Facts,
  found: readonly { readonly id: FindingId }[],
): FailedCommand | null {
  const passive = findIn(facts, ['PASV', 'EPSV'], (channel) => severityOfPassive(channel, facts));
  if (passive !== null) return passive;
  const fate = findUnansweredQuestion(facts);
  if (fate !== null) return { fate, channel: null, severity: 'warning' };
  if (found.some(({ id }) => tellingOfActive.has(id))) return null;
  return findIn(facts, ['PORT', 'EPRT'], severityInActive);
}
