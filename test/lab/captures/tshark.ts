import { run } from '../world/machine.ts';
import { address } from '../scenario.ts';

/** One frame as tshark dissects it; a field holds every occurrence. */
export interface TsharkFrame {
  readonly number: number;
  /** Seconds since 1970. */
  readonly time: number;
  readonly stream: number;
  readonly source: string;
  readonly destination: string;
  readonly sourcePort: number;
  readonly destinationPort: number;
  /** Whether the TCP header is one that an ICMP message quotes. */
  readonly icmp: { readonly type: number; readonly code: number; readonly v6: boolean } | null;
  readonly syn: boolean;
  readonly ack: boolean;
  readonly fin: boolean;
  readonly reset: boolean;
  readonly length: number;
  readonly sequence: number;
  readonly retransmission: boolean;
  readonly isTls: boolean;
  readonly ftp: {
    readonly command: string | null;
    readonly argument: string;
    readonly codes: readonly string[];
    readonly texts: readonly string[];
    readonly announced: { readonly address: string | null; readonly port: number } | null;
  };
  readonly data: {
    readonly command: string;
    readonly commandFrame: number;
    readonly setupFrame: number;
  } | null;
}

const fields = [
  'frame.number',
  'frame.time_epoch',
  'tcp.stream',
  'ip.src',
  'ip.dst',
  'ipv6.src',
  'ipv6.dst',
  'tcp.srcport',
  'tcp.dstport',
  'tcp.flags.syn',
  'tcp.flags.ack',
  'tcp.flags.fin',
  'tcp.flags.reset',
  'tcp.len',
  'tcp.seq_raw',
  'tcp.analysis.retransmission',
  'tcp.analysis.fast_retransmission',
  'tcp.analysis.spurious_retransmission',
  'icmp.type',
  'icmp.code',
  'icmpv6.type',
  'icmpv6.code',
  'tls.record.content_type',
  'ftp.request.command',
  'ftp.request.arg',
  'ftp.response.code',
  'ftp.response.arg',
  'ftp.passive.ip',
  'ftp.passive.port',
  'ftp.active.cip',
  'ftp.active.port',
  'ftp.eprt.ip',
  'ftp.eprt.ipv6',
  'ftp.eprt.port',
  'ftp.epsv.port',
  'ftp-data.command',
  'ftp-data.command-frame',
  'ftp-data.setup-frame',
] as const;

type Field = (typeof fields)[number];
type Layers = Partial<Record<Field, readonly string[]>>;

const asFtp = ['-d', `tcp.port==${address.controlPort},ftp`];

/** Every frame with a TCP header, its own or one that an ICMP message quotes. */
export function dissect(file: string): TsharkFrame[] {
  const columns = fields.flatMap((field) => ['-e', field]);
  const out = run(['tshark', '-r', file, ...asFtp, '-Y', 'tcp', '-T', 'json', ...columns]);
  const packets = JSON.parse(out === '' ? '[]' : out) as { _source: { layers: Layers } }[];
  return packets.map(({ _source }) => readFrame(_source.layers));
}

function readFrame(layers: Layers): TsharkFrame {
  const all = (field: Field): readonly string[] => layers[field] ?? [];
  const text = (field: Field): string | null => all(field)[0] ?? null;
  const number = (field: Field): number => Number(text(field) ?? 0);
  const v6 = all('icmpv6.type').length > 0;
  const isIcmp = v6 || all('icmp.type').length > 0;
  const isRetransmission = (
    ['retransmission', 'fast_retransmission', 'spurious_retransmission'] as const
  ).some((kind) => all(`tcp.analysis.${kind}`).length > 0);
  return {
    number: number('frame.number'),
    time: number('frame.time_epoch'),
    stream: number('tcp.stream'),
    // The quoted packet's addresses stand behind those of the message.
    source: all('ip.src').at(-1) ?? all('ipv6.src').at(-1) ?? '',
    destination: all('ip.dst').at(-1) ?? all('ipv6.dst').at(-1) ?? '',
    sourcePort: number('tcp.srcport'),
    destinationPort: number('tcp.dstport'),
    icmp: isIcmp
      ? { type: number(v6 ? 'icmpv6.type' : 'icmp.type'), code: number(v6 ? 'icmpv6.code' : 'icmp.code'), v6 }
      : null,
    syn: text('tcp.flags.syn') === '1',
    ack: text('tcp.flags.ack') === '1',
    fin: text('tcp.flags.fin') === '1',
    reset: text('tcp.flags.reset') === '1',
    length: number('tcp.len'),
    sequence: number('tcp.seq_raw'),
    retransmission: isRetransmission,
    isTls: all('tls.record.content_type').length > 0,
    ftp: {
      command: text('ftp.request.command'),
      argument: text('ftp.request.arg') ?? '',
      codes: all('ftp.response.code'),
      texts: all('ftp.response.arg'),
      announced: announcedIn(text),
    },
    data:
      text('ftp-data.command') === null
        ? null
        : {
            command: (text('ftp-data.command') ?? '').split(' ')[0] ?? '',
            commandFrame: number('ftp-data.command-frame'),
            setupFrame: number('ftp-data.setup-frame'),
          },
  };
}

function announcedIn(text: (field: Field) => string | null): TsharkFrame['ftp']['announced'] {
  const pairs = [
    ['ftp.passive.ip', 'ftp.passive.port'],
    ['ftp.active.cip', 'ftp.active.port'],
    ['ftp.eprt.ip', 'ftp.eprt.port'],
    ['ftp.eprt.ipv6', 'ftp.eprt.port'],
  ] as const;
  for (const [host, port] of pairs) {
    const [named, number] = [text(host), text(port)];
    if (named !== null && number !== null) return { address: named, port: Number(number) };
  }
  const port = text('ftp.epsv.port');
  return port === null ? null : { address: null, port: Number(port) };
}

/** The bytes of both ends of a stream in order, up to the first TLS record. */
export interface Followed {
  readonly client: Buffer;
  readonly server: Buffer;
  readonly isTls: boolean;
}

/** What tshark puts together of each stream, numbered as by `dissect`. */
export function follow(file: string, streams: readonly number[]): Map<number, Followed> {
  const wanted = streams.flatMap((stream) => ['-z', `follow,tcp,raw,${stream}`]);
  const found = new Map<number, Followed>();
  if (wanted.length === 0) return found;
  for (const part of run(['tshark', '-q', '-r', file, ...asFtp, ...wanted]).split(/^=+$/m)) {
    const stream = /^Filter: tcp\.stream eq (\d+)$/m.exec(part)?.[1];
    if (stream === undefined) continue;
    const lines = part.split('\n').filter((line) => /^\t?(?:[0-9a-f]{2})+$/.test(line));
    const tls = lines.findIndex((line) => /^\t?1[4-7]030[0-4]/.test(line));
    const clear = tls < 0 ? lines : lines.slice(0, tls);
    const bytes = (ofServer: boolean): Buffer =>
      Buffer.from(
        clear
          .filter((line) => line.startsWith('\t') === ofServer)
          .join('')
          .replaceAll('\t', ''),
        'hex',
      );
    found.set(Number(stream), { client: bytes(false), server: bytes(true), isTls: tls >= 0 });
  }
  return found;
}
