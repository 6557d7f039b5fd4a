import { isIPv4, isIPv6 } from '../../../ftp/address.ts';
import { errnoOf, outcomeOfErrno, resolverErrno } from '../errnoText.ts';
import type { LineReading, LogFormat, LogItem } from '../logItem.ts';
import { bareCommand, command, exception, failedDial, foreignGreeting, reply, replyLine } from '../words.ts';

function connected(line: string): LogItem | null {
  const match = /^Connected to ([^\s()]{1,255}?)(?: \(([0-9A-Fa-f.:]{2,45})\))?\.?$/.exec(line);
  if (match === null) return null;
  const [, host = '', literal] = match;
  return { kind: 'connected', address: literal ?? literalOf(host), port: null, host };
}

function literalOf(host: string): string | null {
  return isIPv4(host) || isIPv6(host) ? host : null;
}

/** `ftp> open HOST PORT`, typed or echoed. */
function opened(line: string): LogItem | null {
  const match =
    /^(?:ftp>\s*|[^\s]{0,60}[$#>%]\s+)?(?:open|ftp)\s+(?:-\w{1,6}\s+)?([A-Za-z0-9_.:-]{1,255})(?:\s+(\d{1,5}))?\s*$/.exec(
      line,
    );
  if (match === null) return null;
  const [, host = '', port] = match;
  return {
    kind: 'connecting',
    address: literalOf(host),
    port: port === undefined ? null : Number(port),
    host,
  };
}

/** A dial that failed and says where it went: of the control port as long as nothing was reached. */
function failedAt(address: string, port: number, cause: string, reached: boolean): LogItem[] {
  if (reached) return [{ kind: 'dialling', address, port }, failedDial(cause)];
  return [{ kind: 'unreached', address, port, errno: errnoOf(cause) ?? 'EUNKNOWN' }];
}

/** The client's own words about connections. */
function words(line: string, reached: boolean): LogItem[] | null {
  if (/Passive mode address mismatch/.test(line)) return [{ kind: 'refused-by-client' }];
  const bind = /(?:^|: )(?:bind|Can't bind for data connection): (.{1,200})$/.exec(line);
  if (bind !== null && errnoOf(bind[1] ?? '') === 'EADDRINUSE')
    return [{ kind: 'remark', note: 'bind-echo', text: line }];
  const dial = /Can't connect to [`'"‘]([0-9A-Fa-f.:]{2,45}):(\d{1,5})['"’]?: (.{1,200})$/.exec(line);
  if (dial !== null) return failedAt(dial[1] ?? '', Number(dial[2]), dial[3] ?? '', reached);
  const lookup =
    /Can't (?:lookup|resolve) [`'"‘]([^'"’\s:]{1,255})(?::\w{1,10})?['"’]?: (.{1,200})$/.exec(line) ??
    /^(?:[\w.-]{0,20}ftp: )([A-Za-z0-9_.-]{1,255}): (.{1,100})$/i.exec(line) ??
    /^([A-Za-z0-9_-]{1,63}(?:\.[A-Za-z0-9_-]{1,63}){1,8}|\S{1,63}(?=: Unknown host)): (.{1,100})$/i.exec(
      line,
    );
  const errno = lookup === null ? null : resolverErrno(lookup[2] ?? '');
  if (!reached && lookup !== null && errno !== null)
    return [{ kind: 'unresolved', host: lookup[1] ?? '', errno }];
  const connect = /^(?:[\w.-]{1,40}: )?connect(?: to address ([^:\s]{1,60}))? ?[:：] ?(.{1,200})$/.exec(line);
  if (connect === null) return null;
  const [, address, cause = ''] = connect;
  if (!reached && outcomeOfErrno(errnoOf(cause)) !== 'unknown')
    return [{ kind: 'unreached', address: address ?? null, port: null, errno: errnoOf(cause) ?? '' }];
  return [failedDial(cause)];
}

function reader(): (line: string) => LineReading | null {
  let reached = false;
  let greeted = false;
  const read = (line: string): LineReading | null => {
    const text = line.replace(/^(?:ftp>\s*)+/, '').trim();
    const prompt = text !== line.trim();
    const sent = /^---> (.{1,1000})$/.exec(text);
    if (sent !== null) return { items: [command(sent[1] ?? '')], weight: 1 };
    const start = connected(text) ?? opened(line.trim());
    if (start !== null) {
      reached = start.kind === 'connected';
      greeted = false;
      return { items: [start], weight: prompt || text.startsWith('Connected') ? 1 : 0 };
    }
    const said = words(text, reached);
    if (said !== null) {
      const ended = said.some(({ kind }) => kind === 'unreached' || kind === 'unresolved');
      return { items: said, weight: ended ? 2 : 1 };
    }
    if (replyLine.test(text)) {
      reached = true;
      greeted = true;
      return { items: [reply(text)], weight: 0 };
    }
    if (reached && !greeted && foreignGreeting.test(text)) return { items: [reply(text)], weight: 1 };
    if (/^(?:Remote system type is|Using binary mode to transfer|Passive mode(?:: | off| on))/.test(text)) {
      return { items: [], weight: 2 };
    }
    return prompt ? { items: [], weight: 2 } : null;
  };
  return read;
}

/** netkit, tnftp and GNU inetutils `ftp`, -v or -d: replies stand bare, commands only with -d (`---> CMD`). */
export const bsdFtp: LogFormat = { id: 'ftp', dialsAsAdvertised: true, reader };

/** How libraries hand on a reply in an error: Python, FluentFTP, ftp4j and its like, .NET, others with the reply behind a colon. */
const errors: readonly RegExp[] = [
  /\berror_(?:perm|temp|reply|proto): ([45]\d\d[ -].{1,400})$/,
  /\bCode: ([45]\d\d) Message: (.{1,400})$/,
  /\[code= ?([45]\d\d), ?message= ?(?:[45]\d\d )?(.{1,400}?)\]?$/,
  /\breturned an error: \(([45]\d\d)\) (.{1,400})$/,
  /\b(?:[Ee]xception|[Ee]rror): ((?:42[156]|43\d|45[0-2]|50[0-4]|52[12]|53\d|55[0-4]) [A-Z"'].{1,400}?)\]?['"]?$/,
];

/** Statuses of HTTP whose numbers FTP has too. */
const ofHttp = /Internal Server Error|Bad Gateway|Service Unavailable|Gateway Time/i;

/** A reply that an error message repeats. */
function readError(text: string): LineReading | null {
  for (const pattern of errors) {
    const match = pattern.exec(text);
    if (match === null || ofHttp.test(match[2] ?? match[1] ?? '')) continue;
    const words = match.slice(1).join(' ').replace(/['"]$/, '');
    return { items: [reply(words)], weight: 2 };
  }
  return null;
}

function readPlain(line: string): LineReading | null {
  const text = line.trim();
  const error = readError(text);
  if (error !== null) return error;
  if (bareCommand.test(text)) return { items: [command(text)], weight: 1 };
  if (replyLine.test(text)) return { items: [reply(text)], weight: 0 };
  const failure = exception(text);
  return failure === null ? null : { items: failure, weight: 0 };
}

/** Commands and replies both bare, as commons-net's listener and many forum posts show them. */
export const plainDialogue: LogFormat = { id: 'dialogue', dialsAsAdvertised: false, reader: () => readPlain };
