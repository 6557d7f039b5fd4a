import type { SessionFacts } from './facts.ts';

/** First words by which other protocols give themselves away. */
const protocols: readonly (readonly [string, RegExp])[] = [
  ['SSH', /^SSH-\d/],
  ['HTTP', /^HTTP\/\d|^<(?:!doctype|html)/i],
  ['SMTP', /^(?:220|554)[ -].{0,200}\bE?SMTP\b|^220[ -].{0,200}\b(?:Postfix|Exim|Sendmail)\b/i],
  ['POP3', /^\+OK/],
  ['IMAP', /^\* (?:OK|PREAUTH|BYE)/],
  ['VNC', /^RFB \d{3}\.\d{3}/],
  ['NNTP', /^20[01][ -].{0,200}\bNNTP\b/i],
  ['Redis', /^-(?:ERR|NOAUTH|DENIED)/],
];

/** The protocol whose server begins like this; null for FTP and for what is not known. */
export function protocolOf(firstLine: string): string | null {
  return protocols.find(([, pattern]) => pattern.test(firstLine.slice(0, 400)))?.[0] ?? null;
}

/** What a server said first, with the event that shows it. */
export interface FirstWords {
  readonly event: number;
  readonly text: string;
}

/** What the server said first, whether or not it looks like a reply; `hello` is the session that offered TLS to a silent port. */
export function firstWords(session: SessionFacts, hello: SessionFacts | undefined): FirstWords | null {
  const stray = session.notes.find(({ note }) => note === 'stray-line');
  const greeting = session.greeting ?? session.exchanges[0]?.replies[0];
  const events = [stray, greeting].filter((event) => event != null);
  const [first] = events.sort((a, b) => a.id - b.id);
  if (first !== undefined) return { event: first.id, text: first.text };
  const answer = hello?.tls;
  return answer?.clearText === undefined ? null : { event: answer.id, text: answer.clearText };
}
