import { address } from '../scenario.ts';
import { dissect, follow, type Followed, type TsharkFrame } from './tshark.ts';

/** What one control connection says, by tshark's dissection and by its reassembly. */
export interface TrueSession {
  /** `ADDRESS:PORT` of the client's end. */
  readonly client: string;
  readonly server: string;
  /** Each command as the reassembled stream has it, passwords masked. */
  readonly commands: readonly string[];
  /** `CODE TEXT` of each whole reply, its lines joined by ` / `. */
  readonly replies: readonly string[];
  /** By frame, what the dissector reads in one segment alone: a command, or the code and text of a reply. */
  readonly dissected: ReadonlyMap<number, string>;
  /** By frame, `ADDRESS:PORT` of each 227, 229, PORT and EPRT that lies in one segment; a 229 names no address. */
  readonly announced: ReadonlyMap<number, string>;
  readonly isTls: boolean;
}

/** One connection beside the control connections. */
export interface TrueConnection {
  readonly opener: string;
  readonly answerer: string;
  readonly fate: string;
  readonly bytes: { readonly opener: number; readonly answerer: number };
  readonly retransmissions: number;
  readonly syns: number;
  /** Who ended it first: `opener fin`, `answerer reset`; empty when nobody did. */
  readonly end: string;
  /** What tshark ties it to, where it does. */
  readonly tie: {
    readonly command: string;
    readonly commandFrame: number;
    readonly setupFrame: number;
  } | null;
}

/** What tshark finds in a capture of the lab. */
export interface Truth {
  readonly sessions: readonly TrueSession[];
  readonly connections: readonly TrueConnection[];
}

/** Nobody answered for this long: the kernel sends its third SYN after 3 s. */
const silentSeconds = 2.5;

const place = (host: string, port: number): string => `${host} ${port}`;

/** Reads a capture with tshark. */
export function readTruth(file: string): Truth {
  const frames = dissect(file);
  const end = frames.at(-1)?.time ?? 0;
  const streams = byStream(frames);
  const isControl = (list: readonly TsharkFrame[]): boolean =>
    list.some(({ sourcePort, destinationPort }) =>
      [sourcePort, destinationPort].includes(address.controlPort),
    );
  const controls = [...streams].filter(([, list]) => isControl(list));
  const texts = follow(
    file,
    controls.map(([stream]) => stream),
  );
  return {
    sessions: controls.flatMap(([stream, list]) => {
      const said = texts.get(stream);
      const isSilent = said === undefined || said.client.length + said.server.length === 0;
      return isSilent ? [] : [sessionOf(list, said)];
    }),
    connections: [...streams.values()]
      .filter((list) => !isControl(list))
      .map((list) => connectionOf(list, end)),
  };
}

/**
 * Frames by connection. tshark 4.0 begins another stream for a repeated SYN that comes after the client has announced a
 * further port; with the same first sequence number it is the same attempt.
 */
function byStream(frames: readonly TsharkFrame[]): Map<number, TsharkFrame[]> {
  const streams = new Map<number, TsharkFrame[]>();
  const attempts = new Map<string, number>();
  for (const frame of frames) {
    const { source, sourcePort, destination, destinationPort, sequence, syn, ack, icmp } = frame;
    const attempt = [source, sourcePort, destination, destinationPort, sequence].join(' ');
    const isAttempt = syn && !ack && icmp === null;
    const stream = (isAttempt ? attempts.get(attempt) : undefined) ?? frame.stream;
    if (isAttempt) attempts.set(attempt, stream);
    const known = streams.get(stream);
    if (known === undefined) streams.set(stream, [frame]);
    else known.push(frame);
  }
  return streams;
}

function sessionOf(frames: readonly TsharkFrame[], said: Followed): TrueSession {
  const first = frames.find(({ icmp }) => icmp === null) ?? frames[0];
  const isFromClient = first?.destinationPort === address.controlPort;
  const ends = [
    place(first?.source ?? '', first?.sourcePort ?? 0),
    place(first?.destination ?? '', first?.destinationPort ?? 0),
  ];
  const [client = '', server = ''] = isFromClient ? ends : ends.toReversed();
  const tls = frames.findIndex(({ isTls }) => isTls);
  const clear = (tls < 0 ? frames : frames.slice(0, tls)).filter(
    ({ icmp, retransmission }) => icmp === null && !retransmission,
  );
  return {
    client,
    server,
    commands: commandsIn(said.client),
    replies: repliesIn(said.server),
    dissected: new Map(clear.flatMap(dissected)),
    announced: new Map(
      clear.flatMap(({ number, ftp }) =>
        ftp.announced === null ? [] : [[number, `${ftp.announced.address ?? ''}:${ftp.announced.port}`]],
      ),
    ),
    isTls: said.isTls,
  };
}

function dissected({ number, ftp }: TsharkFrame): [number, string][] {
  const { command, argument, codes, texts } = ftp;
  if (command !== null) return [[number, masked(`${command} ${argument}`)]];
  return codes.length === 1 && texts.length === 1
    ? [[number, `${codes[0] ?? ''} ${texts[0] ?? ''}`.trimEnd()]]
    : [];
}

function masked(command: string): string {
  return command.startsWith('PASS ') ? 'PASS ****' : command.trimEnd();
}

/** Whole command lines; Telnet's interrupt and synch before ABOR are none of the command (RFC 959 §4.1.3). */
function commandsIn(bytes: Buffer): string[] {
  const lines = bytes.toString('latin1').split('\r\n').slice(0, -1);
  return lines.map((line) => masked(line.replace(/^[\xf2\xf4\xff]+/, '')));
}

/** Whole replies: `nnn-` opens a group that the same code and a blank closes (RFC 959 §4.2). */
function repliesIn(bytes: Buffer): string[] {
  const lines = bytes.toString('latin1').split('\r\n');
  if (lines.at(-1) === '') lines.pop();
  const replies: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const [first = ''] = lines.slice(at);
    const code = first.slice(0, 3);
    const length =
      first[3] === '-' ? lines.slice(at + 1).findIndex((line) => line.startsWith(`${code} `)) : -1;
    const group = lines.slice(at, at + length + 2);
    replies.push(length < 0 ? first : group.join(' / '));
    if (length >= 0) at += length + 1;
  }
  return replies;
}

function connectionOf(frames: readonly TsharkFrame[], end: number): TrueConnection {
  const segments = frames.filter(({ icmp }) => icmp === null);
  const [first] = segments;
  const opener = place(first?.source ?? '', first?.sourcePort ?? 0);
  const answerer = place(first?.destination ?? '', first?.destinationPort ?? 0);
  const from = (side: string) => (frame: TsharkFrame) => place(frame.source, frame.sourcePort) === side;
  const sent = coverage(segments.filter(from(opener)));
  const received = coverage(segments.filter(from(answerer)));
  const last = segments.find(({ fin, reset }) => fin || reset);
  const isAnswered = segments.some((frame) => from(answerer)(frame) && frame.syn && frame.ack);
  const ending =
    last === undefined ? '' : `${from(opener)(last) ? 'opener' : 'answerer'} ${last.fin ? 'fin' : 'reset'}`;
  return {
    opener,
    answerer,
    fate: isAnswered ? 'connected' : fateOf(frames, answerer, end),
    bytes: { opener: sent.bytes, answerer: received.bytes },
    retransmissions: sent.again + received.again,
    syns: segments.filter(({ syn, ack }) => syn && !ack).length,
    end: isAnswered ? ending : '',
    tie: frames.find(({ data }) => data !== null)?.data ?? null,
  };
}

/** How many bytes one end sent, each counted once, and how many segments brought none. */
function coverage(segments: readonly TsharkFrame[]): { readonly bytes: number; readonly again: number } {
  let highest: number | null = null;
  let [bytes, again] = [0, 0];
  for (const { length, sequence } of segments) {
    if (length === 0) continue;
    const end = sequence + length;
    const fresh: number = highest === null ? length : (end - highest) | 0;
    if (fresh > 0) [bytes, highest] = [bytes + Math.min(fresh, length), end];
    else again += 1;
  }
  return { bytes, again };
}

/** What became of a SYN that was not answered. */
function fateOf(frames: readonly TsharkFrame[], answerer: string, end: number): string {
  for (const { icmp, reset, source, sourcePort } of frames) {
    if (icmp === null && reset && place(source, sourcePort) === answerer) return 'refused';
    if (icmp === null || icmp.type !== (icmp.v6 ? 1 : 3)) continue;
    return icmp.code === (icmp.v6 ? 4 : 3) ? 'refused' : 'unreachable';
  }
  const [first, second] = frames.filter(({ syn }) => syn);
  const waited = end - (first?.time ?? end);
  return second !== undefined || waited >= silentSeconds ? 'timed-out' : 'unknown';
}
