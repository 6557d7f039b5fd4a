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
