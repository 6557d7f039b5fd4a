import type { Dialled, Observed } from './observed.ts';
import type { ClientProfile } from './profile.ts';
import type { Step } from './walk.ts';

/** What the C library calls the errors of a dial (strerror, Linux). */
const errorTexts: ReadonlyMap<string, string> = new Map([
  ['ECONNREFUSED', 'Connection refused'],
  ['EHOSTUNREACH', 'No route to host'],
  ['ENETUNREACH', 'Network is unreachable'],
  ['ECONNRESET', 'Connection reset by peer'],
  ['ETIMEDOUT', 'Connection timed out'],
]);

const outcomeErrors: Readonly<Partial<Record<NonNullable<Dialled['outcome']>, string>>> = {
  refused: 'ECONNREFUSED',
  unreachable: 'EHOSTUNREACH',
  reset: 'ECONNRESET',
  'timed-out': 'ETIMEDOUT',
};

/**
 * What the client prints for the walk it made, every failing mode in order; null where its words are not known. Texts
 * are the client's own English ones.
 */
export function printed(profile: ClientProfile, steps: readonly Step[], observed: Observed): string | null {
  const lines: string[] = [];
  for (const step of steps) {
    if (step.end !== 'fails') continue;
    const template = profile.messages[`${step.failure}/${step.mode}`] ?? profile.messages[step.failure];
    if (template === undefined || template === '') continue;
    const { errno: seen, outcome } = step.dialled ?? { errno: null, outcome: null };
    const errno = seen ?? (outcome === null ? undefined : outcomeErrors[outcome]) ?? '';
    const values: Readonly<Record<string, string>> = {
      address: step.address ?? '',
      port: String(step.port ?? ''),
      host: observed.peer,
      controlPort: String(observed.port ?? ''),
      error: errorTexts.get(errno) ?? errno,
      reply: step.reply ?? '',
      replyText: (step.reply ?? '').replace(/^\d{3}[ -]?/, ''),
    };
    const line = template.replace(/\{(\w+)\}/g, (mark, name: string) => values[name] ?? mark);
    if (line !== '') lines.push(line);
  }
  return lines.length === 0 ? null : lines.join('\n');
}
