/** Builds capture files for tests: frames of TCP connections between named ends. */

interface FrameOptions {
  readonly from: string;
  readonly to: string;
  readonly seq: number;
  readonly ack?: number;
  readonly flags?: string;
  readonly data?: string | Uint8Array;
  readonly hops?: number;
}

function split(end: string): { address: number[]; port: number } {
  const at = end.lastIndexOf(':');
  return { address: end.slice(0, at).split('.').map(Number), port: Number(end.slice(at + 1)) };
}

function flagBits(flags: string): number {
  return Array.from('FSRPA').reduce((bits, letter, i) => bits | (flags.includes(letter) ? 1 << i : 0), 0);
}

/** An IPv4 packet with a TCP segment. Flags are letters: S, A, F, R, P. */
export function ipPacket({
  from,
  to,
  seq,
  ack = 0,
  flags = 'A',
  data = '',
  hops = 64,
}: FrameOptions): Buffer {
  const payload = Buffer.from(data as string);
  const packet = Buffer.alloc(40 + payload.length);
  const [source, destination] = [split(from), split(to)];
  packet[0] = 0x45;
  packet.writeUInt16BE(packet.length, 2);
  packet[8] = hops;
  packet[9] = 6;
  packet.set(source.address, 12);
  packet.set(destination.address, 16);
  packet.writeUInt16BE(source.port, 20);
  packet.writeUInt16BE(destination.port, 22);
  packet.writeUInt32BE(seq >>> 0, 24);
  packet.writeUInt32BE(ack >>> 0, 28);
  packet[32] = 0x50;
  packet[33] = flagBits(flags);
  payload.copy(packet, 40);
  return packet;
}

/** An Ethernet frame around an IP packet; `tags` are VLAN EtherTypes, outermost first. */
export function ethernet(packet: Buffer, tags: readonly number[] = []): Buffer {
  const head = Buffer.alloc(12);
  const between = tags.map((type) => Buffer.from([type >> 8, type & 255, 0, 1]));
  const version = (packet[0] ?? 0) >> 4;
  return Buffer.concat([head, ...between, Buffer.from(version === 6 ? [0x86, 0xdd] : [8, 0]), packet]);
}

export interface TimedFrame {
  readonly ms: number;
  readonly frame: Buffer;
  /** Length on the wire, where the capture cut the frame. */
  readonly wire?: number;
}

/** The records of a little-endian pcap file of microseconds, without the file's header. */
export function pcapRecords(frames: readonly TimedFrame[]): Buffer {
  return pcapFile(frames).subarray(24);
}

/** A classic pcap file. */
export function pcapFile(
  frames: readonly TimedFrame[],
  { littleEndian = true, nanoseconds = false, linkType = 1 } = {},
): Buffer {
  const write = (buffer: Buffer, value: number, at: number): void => {
    if (littleEndian) buffer.writeUInt32LE(value >>> 0, at);
    else buffer.writeUInt32BE(value >>> 0, at);
  };
  const head = Buffer.alloc(24);
  write(head, nanoseconds ? 0xa1b23c4d : 0xa1b2c3d4, 0);
  const version = littleEndian ? [2, 0, 4, 0] : [0, 2, 0, 4];
  head.set(version, 4);
  write(head, 262144, 16);
  write(head, linkType, 20);
  const records = frames.map(({ ms, frame, wire }) => {
    const record = Buffer.alloc(16);
    write(record, Math.floor(ms / 1000), 0);
    write(record, Math.round((ms % 1000) * (nanoseconds ? 1e6 : 1e3)), 4);
    write(record, frame.length, 8);
    write(record, wire ?? frame.length, 12);
    return Buffer.concat([record, frame]);
  });
  return Buffer.concat([head, ...records]);
}

function block(type: number, body: Buffer): Buffer {
  const padded = Buffer.concat([body, Buffer.alloc((4 - (body.length % 4)) % 4)]);
  const head = Buffer.alloc(8);
  head.writeUInt32LE(type, 0);
  head.writeUInt32LE(padded.length + 12, 4);
  const tail = Buffer.alloc(4);
  tail.writeUInt32LE(padded.length + 12, 0);
  return Buffer.concat([head, padded, tail]);
}

/** A pcapng file with one section and one interface of microseconds. */
export function pcapngFile(frames: readonly TimedFrame[], linkType = 1): Buffer {
  const section = Buffer.alloc(16);
  section.writeUInt32LE(0x1a2b3c4d, 0);
  section.writeUInt16LE(1, 4);
  section.writeBigInt64LE(-1n, 8);
  const description = Buffer.alloc(8);
  description.writeUInt16LE(linkType, 0);
  const packets = frames.map(({ ms, frame, wire }) => {
    const head = Buffer.alloc(20);
    const units = BigInt(Math.round(ms * 1000));
    head.writeUInt32LE(Number(units >> 32n), 4);
    head.writeUInt32LE(Number(units & 0xffffffffn), 8);
    head.writeUInt32LE(frame.length, 12);
    head.writeUInt32LE(wire ?? frame.length, 16);
    return block(6, Buffer.concat([head, frame]));
  });
  return Buffer.concat([block(0x0a0d0d0a, section), block(1, description), ...packets]);
}

/** Writes both ends of one TCP connection with right sequence numbers, a frame a call. */
export class Conversation {
  readonly frames: TimedFrame[] = [];
  ms: number;
  clientHops = 64;
  serverHops = 57;
  readonly client: string;
  readonly server: string;
  #clientSeq = 1000;
  #serverSeq = 900_000;

  constructor(client: string, server: string, ms = 1_000_000) {
    this.client = client;
    this.server = server;
    this.ms = ms;
  }

  /** The three-way handshake. */
  open(): this {
    this.add({ from: this.client, to: this.server, seq: this.#clientSeq, flags: 'S', hops: this.clientHops });
    this.add({
      from: this.server,
      to: this.client,
      seq: this.#serverSeq,
      flags: 'SA',
      ack: this.#clientSeq + 1,
    });
    this.#clientSeq += 1;
    this.#serverSeq += 1;
    return this;
  }

  /** A greeting of vsftpd and the login of `ftpuser`. */
  logsIn(): this {
    return this.hears('220 (vsFTPd 3.0.3)\r\n')
      .says('USER ftpuser\r\n')
      .hears('331 Please specify the password.\r\n')
      .says('PASS s3cret-word\r\n')
      .hears('230 Login successful.\r\n');
  }

  says(data: string): this {
    this.add({
      from: this.client,
      to: this.server,
      seq: this.#clientSeq,
      ack: this.#serverSeq,
      data,
      flags: 'PA',
      hops: this.clientHops,
    });
    this.#clientSeq += Buffer.byteLength(data);
    return this;
  }

  hears(data: string | Buffer): this {
    this.add({
      from: this.server,
      to: this.client,
      seq: this.#serverSeq,
      ack: this.#clientSeq,
      data,
      flags: 'PA',
      hops: this.serverHops,
    });
    this.#serverSeq += Buffer.byteLength(data);
    return this;
  }

  closedByServer(): this {
    return this.add({
      from: this.server,
      to: this.client,
      seq: this.#serverSeq,
      ack: this.#clientSeq,
      flags: 'FA',
      hops: this.serverHops,
    });
  }

  /** Lets bytes of the server go by without a frame. */
  lose(bytes: number): this {
    this.#serverSeq += bytes;
    return this;
  }

  /** Lets bytes of the client go by without a frame. */
  skip(bytes: number): this {
    this.#clientSeq += bytes;
    return this;
  }

  add(options: FrameOptions): this {
    this.frames.push({ ms: this.ms, frame: ethernet(ipPacket(options)) });
    this.ms += 10;
    return this;
  }
}

/** A file as a stream of chunks of `size` bytes. */
export async function* chunks(file: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < file.length; at += size) {
    await Promise.resolve();
    yield file.subarray(at, at + size);
  }
}
