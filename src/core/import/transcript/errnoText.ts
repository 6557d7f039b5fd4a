import type { DialOutcome } from '../../trace/event.ts';
import { errnoWords, resolverWords, type ErrnoWords } from './errnoWords.ts';

/** Longest part of a line that is looked at. */
const longest = 1000;

function find(words: ErrnoWords, text: string): string | null {
  const lower = text.slice(0, longest).toLowerCase();
  for (const [errno, texts] of words) {
    if (texts.some((candidate) => lower.includes(candidate))) return errno;
  }
  return null;
}

/** Most texts whose errno is remembered: the lines of a long log repeat each other. */
const mostRemembered = 2000;
const remembered = new Map<string, string | null>();

/** The errno that a text names in one of many languages, null when it names none. */
export function errnoOf(text: string): string | null {
  const known = remembered.get(text);
  if (known !== undefined) return known;
  const errno = find(errnoWords, text);
  if (remembered.size >= mostRemembered) remembered.clear();
  if (text.length <= 200) remembered.set(text, errno);
  return errno;
}

/** `ENOTFOUND` or `EAI_AGAIN` where a text says that a name could not be looked up, else null. */
export function resolverErrno(text: string): string | null {
  return find(resolverWords, text);
}

/** Whether a dial is known to have failed. */
export function isFailure(outcome: DialOutcome): boolean {
  return outcome !== 'connected' && outcome !== 'unknown';
}

/** What errno means for a dial. */
export function outcomeOfErrno(
  errno: string | null,
): 'refused' | 'timed-out' | 'unreachable' | 'reset' | 'unknown' {
  switch (errno ?? '') {
    case 'ECONNREFUSED':
      return 'refused';
    case 'ETIMEDOUT':
      return 'timed-out';
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return 'unreachable';
    case 'ECONNRESET':
    case 'ECONNABORTED':
      return 'reset';
    default:
      return 'unknown';
  }
}
