import type { TimedFrame } from './packets.ts';

/** One interface of a pcapng section. */
export interface PcapngInterface {
  readonly linkType?: number;
  /** The option if_tsresol: a power of ten, or of two with the high bit; microseconds by default. */
  readonly resolution?: number;
  readonly snapLength?: number;
}

/** One section: its frames go to the interfaces in turn. */
export interface PcapngSection {
  readonly interfaces: readonly PcapngInterface[];
  readonly frames: readonly TimedFrame[];
  readonly bigEndian?: boolean;
  /** Simple packet blocks, which carry no time. */
  readonly simple?: boolean;
}

class Writer {
  readonly #big: boolean;
  readonly #parts: Buffer[] = [];

  constructor(big: boolean) {
    this.#big = big;
  }

  u16(...values: readonly number[]): this {
    for (const value of values) {
      const part = Buffer.alloc(2);
      if (this.#big) part.writeUInt16BE(value);
      else part.writeUInt16LE(value);
      this.#parts.push(part);
    }
    return this;
  }

  u32(...values: readonly number[]): this {
    for (const value of values) {
      const part = Buffer.alloc(4);
      if (this.#big) part.writeUInt32BE(value >>> 0);
      else part.writeUInt32LE(value >>> 0);
      this.#parts.push(part);
    }
    return this;
  }

  bytes(value: Buffer): this {
    this.#parts.push(value, Buffer.alloc((4 - (value.length % 4)) % 4));
    return this;
  }

  get buffer(): Buffer {
    return Buffer.concat(this.#parts);
  }
}

function block(big: boolean, type: number, body: Buffer): Buffer {
  const length = body.length + 12;
  return new Writer(big).u32(type, length).bytes(body).u32(length).buffer;
}

function unitsOf(ms: number, resolution: number): bigint {
  const perSecond = resolution & 0x80 ? 2 ** (resolution & 0x7f) : 10 ** resolution;
  return BigInt(Math.round((ms / 1000) * perSecond));
}

/** A pcapng file (draft-ietf-opsawg-pcapng) of these sections. */
export function pcapngSections(sections: readonly PcapngSection[]): Buffer {
  return Buffer.concat(
    sections.map(({ interfaces, frames, bigEndian = false, simple = false }) => {
      const write = (): Writer => new Writer(bigEndian);
      const header = write().u32(0x1a2b3c4d).u16(1, 0).u32(0xffffffff, 0xffffffff).buffer;
      const descriptions = interfaces.map(({ linkType = 1, resolution = 6, snapLength = 0 }) =>
        block(
          bigEndian,
          1,
          write()
            .u16(linkType, 0)
            .u32(snapLength)
            .u16(9, 1)
            .bytes(Buffer.from([resolution]))
            .u16(0, 0).buffer,
        ),
      );
      const packets = frames.map(({ ms, frame, wire }, index) => {
        if (simple)
          return block(
            bigEndian,
            3,
            write()
              .u32(wire ?? frame.length)
              .bytes(frame).buffer,
          );
        const at = index % interfaces.length;
        const units = unitsOf(ms, interfaces[at]?.resolution ?? 6);
        const head = write().u32(at, Number(units >> 32n), Number(units & 0xffffffffn));
        return block(bigEndian, 6, head.u32(frame.length, wire ?? frame.length).bytes(frame).buffer);
      });
      return Buffer.concat([block(bigEndian, 0x0a0d0d0a, header), ...descriptions, ...packets]);
    }),
  );
}
