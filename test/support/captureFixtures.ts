import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Conversation, ethernet, pcapFile, type TimedFrame } from './packets.ts';
import { pcapngSections } from './pcapngFile.ts';
import { seedCapture } from './seedCapture.ts';
import { inFragments, inGre, inIpv6Fragments, inPppoe, overIpv6, snapped, withHeader } from './wrappings.ts';

/** `node test/support/captureFixtures.ts` writes the constructed captures of test/fixtures/captures anew. */

const seed = seedCapture();
const half = Math.floor(seed.length / 2);

function tagged(...tags: readonly number[]): TimedFrame[] {
  return seed.map((frame) => ({ ...frame, frame: ethernet(frame.frame.subarray(14), tags) }));
}

/** Segments twice, late, early, and cut differently. */
function troubled(): TimedFrame[] {
  const frames = [...seed];
  const [third, fifth] = [frames[2], frames[4]];
  if (third !== undefined && fifth !== undefined) frames.splice(5, 0, fifth, third);
  [frames[8], frames[9]] = [frames[9], frames[8]] as [TimedFrame, TimedFrame];
  return frames;
}

/** The middle of the reply to FEAT is not in the file. */
function gap(): TimedFrame[] {
  return new Conversation('192.168.0.130:33000', '123.56.241.199:2100')
    .open()
    .hears('220 (vsFTPd 3.0.3)\r\n')
    .says('FEAT\r\n')
    .hears('211-Features:\r\n')
    .lose(120)
    .says('PASV\r\n')
    .hears('227 Entering Passive Mode (172,17,9,135,83,237).\r\n')
    .says('QUIT\r\n')
    .hears('221 Goodbye.\r\n')
    .closedByServer().frames;
}

const cooked = [0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0, 0, 0, 8, 0];
const cookedV2 = [8, 0, 0, 0, 0, 0, 0, 2, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0, 0, 0];

/** Every constructed capture by its file name. */
export const constructed: Readonly<Record<string, () => Buffer>> = {
  'ethernet.pcap': () => pcapFile(seed),
  'big-endian.pcap': () => pcapFile(seed, { littleEndian: false }),
  'nanoseconds.pcap': () => pcapFile(seed, { nanoseconds: true }),
  'big-endian-nanoseconds.pcap': () => pcapFile(seed, { littleEndian: false, nanoseconds: true }),
  'vlan.pcap': () => pcapFile(tagged(0x8100)),
  'qinq.pcap': () => pcapFile(tagged(0x88a8, 0x8100)),
  'linux-cooked.pcap': () => pcapFile(withHeader(seed, cooked), { linkType: 113 }),
  'linux-cooked-v2.pcap': () => pcapFile(withHeader(seed, cookedV2), { linkType: 276 }),
  'raw-ip.pcap': () => pcapFile(withHeader(seed, []), { linkType: 101 }),
  'bsd-null.pcap': () => pcapFile(withHeader(seed, [2, 0, 0, 0]), { linkType: 0 }),
  'bsd-loop.pcap': () => pcapFile(withHeader(seed, [0, 0, 0, 2]), { linkType: 108 }),
  'ppp.pcap': () => pcapFile(withHeader(seed, [0xff, 3, 0, 0x21]), { linkType: 9 }),
  'pppoe.pcap': () => pcapFile(inPppoe(seed)),
  'gre.pcap': () => pcapFile(inGre(seed)),
  'fragments.pcap': () => pcapFile(inFragments(seed)),
  'ipv6-extension-headers.pcap': () => pcapFile(overIpv6(seedCapture())),
  'ipv6-fragments.pcap': () => pcapFile(inIpv6Fragments(seedCapture())),
  'retransmitted-reordered.pcap': () => pcapFile(troubled()),
  'gap.pcap': () => pcapFile(gap()),
  'no-handshake.pcap': () => pcapFile(seed.slice(5)),
  'snap-length.pcap': () => pcapFile(snapped(seed, 84)),
  'cut.pcap': () => pcapFile(seed).subarray(0, -30),
  'sections.pcapng': () =>
    pcapngSections([
      { interfaces: [{}], frames: seed.slice(0, half) },
      { interfaces: [{ resolution: 9 }], frames: seed.slice(half), bigEndian: true },
    ]),
  'interfaces-resolutions.pcapng': () =>
    pcapngSections([
      { interfaces: [{ resolution: 3 }, { resolution: 9 }, { resolution: 0x94 }], frames: seed },
    ]),
  'simple-packets.pcapng': () => pcapngSections([{ interfaces: [{}], frames: seed, simple: true }]),
  'packed.pcapng.gz': () => gzipSync(pcapngSections([{ interfaces: [{}], frames: seed }])),
  'packed-cut.pcap.gz': () => gzipSync(pcapFile(seed), { level: 1 }).subarray(0, -120),
};

if (import.meta.main) {
  const folder = join(import.meta.dirname, '..', 'fixtures', 'captures');
  mkdirSync(folder, { recursive: true });
  for (const [name, make] of Object.entries(constructed)) writeFileSync(join(folder, name), make());
}
