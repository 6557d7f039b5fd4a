import { printable } from '../core/report/printable.ts';
import type { Terminal } from './terminal.ts';

const maxLength = 4096;

/** What has been typed so far. */
interface Typed {
  readonly text: string;
  readonly end: 'none' | 'enter' | 'give-up' | 'interrupt';
}

/** One key of a terminal in raw mode. */
function press(text: string, key: string): Typed {
  switch (key) {
    case '\r':
    case '\n':
      return { text, end: 'enter' };
    case '\u0003':
      return { text: '', end: 'interrupt' };
    case '\u0004':
      return text === '' ? { text, end: 'give-up' } : { text, end: 'enter' };
    case '\u007f':
    case '\b':
      return { text: Array.from(text).slice(0, -1).join(''), end: 'none' };
    case '\u0015':
      return { text: '', end: 'none' };
    default:
      return { text: key < ' ' || text.length >= maxLength ? text : text + key, end: 'none' };
  }
}

/**
 * Asks on the terminal and shows nothing of the answer. Resolves with null when the person gives up (Ctrl-D) or
 * `signal` aborts; `onInterrupt` is called for Ctrl-C, which raw mode keeps from being a signal.
 */
export function askHidden(
  { stdin, stderr }: Terminal,
  question: string,
  { signal, onInterrupt }: { readonly signal: AbortSignal; readonly onInterrupt: () => void },
): Promise<string | null> {
  if (signal.aborted) return Promise.resolve(null);
  return new Promise((resolve) => {
    let text = '';
    const finish = (answer: string | null): void => {
      stdin.off('data', onData);
      signal.removeEventListener('abort', onAbort);
      stdin.setRawMode(false);
      stdin.pause();
      stderr.write('\n');
      resolve(answer);
    };
    const onAbort = (): void => finish(null);
    const onData = (chunk: string): void => {
      for (const key of chunk) {
        const typed = press(text, key);
        text = typed.text;
        if (typed.end === 'none') continue;
        if (typed.end === 'interrupt') onInterrupt();
        else finish(typed.end === 'enter' ? text : null);
        return;
      }
    };
    signal.addEventListener('abort', onAbort, { once: true });
    // Raw first: whoever types ahead of the question must not be echoed either.
    stdin.setRawMode(true);
    stderr.write(printable(question));
    stdin.setEncoding('utf8');
    stdin.on('data', onData);
    stdin.resume();
  });
}
