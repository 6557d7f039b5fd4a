import { Budget } from './budget.ts';
import { Control } from './control.ts';
import type { Said, Speaker, Stocks } from './dialogue.ts';
import { Expectations } from './expectations.ts';
import { Flow, type End, type Mark } from './flow.ts';
import { endKey, FlowTable, type Entry } from './flowTable.ts';
import { firstImpression } from './impression.ts';
import { addressText, IpReader } from './ip.ts';
import type { IpPayload } from './ipPayload.ts';
import type { Packet } from './packet.ts';
import { readComplaint, readSegment, type Segment } from './segment.ts';
import type { StreamPiece } from './stream.ts';

/** Most control connections of one capture; further ones are counted. */
const mostControls = 1000;
/** Most data connections kept; further ones are counted. */
const mostData = 20_000;
/** What all dialogues may keep of what was said, in bytes. */
const mostText = 24 * 1024 * 1024;
/** What all control connections may hold back because it came out of order, in bytes. */
const mostHeld = 16 * 1024 * 1024;
/** Segments with payload that are looked at for FTP: few of a connection seen from its beginning, more of another. */
const fewestLooks = 2;
const mostLooks = 8;
/** Control connections turned away before those without any FTP are looked for anew. */
const patience = 100;

type Kept = Control | 'data';

/** Takes the frames of one capture and keeps its FTP control connections and their data connections. */
export class Collector {
  controls: Control[] = [];
  readonly data: Flow[] = [];
  /** The session under TLS that a data connection was found by. */
  readonly secretOwners = new Map<Flow, Control>();
  omittedControls = 0;
  /** Data connections beyond the limit. */
  omittedData = 0;
  lastMark: Mark = { frame: 0, time: null };
  readonly #ip = new IpReader();
  readonly #table = new FlowTable<Kept>();
  readonly #expectations = new Expectations();
  readonly #stocks: Stocks = { text: new Budget(mostText), held: new Budget(mostHeld) };
  #flows = 0;
  #turnedAway = 0;

  /** Link types that are not read, with the number of their frames. */
  get unreadLinkTypes(): ReadonlyMap<number, number> {
    return this.#ip.unreadLinkTypes;
  }

  packet(packet: Packet): void {
    const ip = this.#ip.read(packet);
    this.lastMark = { frame: packet.frame, time: packet.time };
    if (ip === null) return;
    if (ip.protocol === 6) this.#tcp(ip, this.lastMark);
    else if (ip.protocol === 1 || ip.protocol === 58) this.#icmp(ip, this.lastMark);
  }

  /** The capture has ended. */
  end(): void {
    for (const control of this.controls) control.dialogue.end(control.flow.lastSeen);
  }

  #tcp(ip: IpPayload, mark: Mark): void {
    const segment = readSegment(ip.payload, ip.wireLength);
    if (segment === null) return;
    let entry = this.#table.get(ip.source, segment.sourcePort, ip.destination, segment.destinationPort);
    if (entry === undefined || beginsAnew(entry.flow, segment)) entry = this.#begin(ip, segment, mark);
    const end: End = entry.openerKey === endKey(ip.source, segment.sourcePort) ? 'opener' : 'answerer';
    entry.flow.note(end, segment, mark, ip.hops);
    if (entry.kept instanceof Control) this.#feed(entry.kept, end, segment, mark);
    else if (segment.payload.length === 0) return;
    else if (entry.kept === 'data') entry.flow.watchTls(end, segment, mark);
    else if (!entry.judged) this.#judge(entry, end, segment, mark);
  }

  #begin(ip: IpPayload, segment: Segment, mark: Mark): Entry<Kept> {
    const source = { address: addressText(ip.source), port: segment.sourcePort };
    const destination = { address: addressText(ip.destination), port: segment.destinationPort };
    const answers = segment.syn && segment.ack;
    const [opener, answerer] = answers ? [destination, source] : [source, destination];
    const flow = new Flow(this.#flows, opener, answerer, mark);
    this.#flows += 1;
    const openerKey = answers
      ? endKey(ip.destination, segment.destinationPort)
      : endKey(ip.source, segment.sourcePort);
    const { sourcePort, destinationPort } = segment;
    const entry = this.#table.set(ip.source, sourcePort, ip.destination, destinationPort, flow, openerKey);
    const isSyn = segment.syn && !segment.ack;
    const owner = isSyn ? this.#expectations.ownerOf(flow) : null;
    if (owner !== null || this.#expectations.isAnnounced(flow)) this.#keepData(entry, owner);
    else if (isSyn && (answerer.port === 21 || answerer.port === 990)) this.#keep(entry, 'opener');
    return entry;
  }

  #keepData(entry: Entry<Kept>, owner: Control | null): void {
    entry.judged = true;
    if (this.data.length >= mostData) {
      this.omittedData += 1;
      return;
    }
    entry.kept = 'data';
    this.data.push(entry.flow);
    if (owner !== null) this.secretOwners.set(entry.flow, owner);
  }

  #keep(entry: Entry<Kept>, client: End): Control | null {
    entry.judged = true;
    if (this.controls.length >= mostControls && !this.#makeRoom()) {
      this.omittedControls += 1;
      return null;
    }
    const control: Control = new Control(entry.flow, client, this.#stocks, (said: Said) =>
      this.#expectations.hear(control, said),
    );
    this.controls.push(control);
    entry.kept = control;
    return control;
  }

  /** Gives up connections that looked like FTP and are not, else the oldest that nobody answered; false when there is none. */
  #makeRoom(): boolean {
    this.#turnedAway += 1;
    if (this.#turnedAway % patience === 1) {
      this.controls = this.controls.filter(({ isHopeless }) => !isHopeless);
      if (this.controls.length < mostControls) return true;
    }
    const unanswered = this.controls.findIndex(({ flow }) => !flow.isConnected);
    if (unanswered < 0) return false;
    this.controls.splice(unanswered, 1);
    this.omittedControls += 1;
    return true;
  }

  /** The first payload of a connection tells whether it is an FTP dialogue, and which end is the client. */
  #judge(entry: Entry<Kept>, end: End, segment: Segment, mark: Mark): void {
    entry.looks += 1;
    const impression = firstImpression(segment.payload);
    if (impression === 'too-short') return;
    if (impression === 'other') {
      entry.judged = entry.looks >= (entry.flow.syn === null ? mostLooks : fewestLooks);
      return;
    }
    const other: End = end === 'opener' ? 'answerer' : 'opener';
    const control = this.#keep(entry, impression === 'command' ? end : other);
    if (control === null) return;
    for (const voice of ['opener', 'answerer'] as const) {
      const { initial } = entry.flow.direction(voice);
      const stream = control.dialogue.stream(voice === control.client ? 'client' : 'server');
      if (initial !== null) stream.start((initial + 1) >>> 0);
    }
    this.#feed(control, end, segment, mark);
  }

  #feed(control: Control, end: End, segment: Segment, mark: Mark): void {
    const from: Speaker = end === control.client ? 'client' : 'server';
    const back: Speaker = from === 'client' ? 'server' : 'client';
    const { dialogue } = control;
    if (segment.syn) dialogue.stream(from).start((segment.sequence + 1) >>> 0);
    if (segment.ack) this.#take(control, back, dialogue.stream(back).acknowledge(segment.acknowledgement));
    if (segment.length <= 0) return;
    control.lastWord = { from, mark };
    const { sequence, payload, length } = segment;
    const pieces = dialogue.stream(from).push({ sequence, bytes: payload, length, ...mark });
    this.#take(control, from, pieces);
  }

  #take(control: Control, from: Speaker, pieces: readonly StreamPiece[]): void {
    if (pieces.length > 0) control.dialogue.take(from, pieces);
  }

  #icmp(ip: IpPayload, mark: Mark): void {
    const complaint = readComplaint(ip.protocol, ip.payload);
    if (complaint === null) return;
    const { what, code, quoted } = complaint;
    const isV6 = ip.protocol === 58;
    const headerLength = isV6 ? 40 : ((quoted[0] ?? 0) & 15) * 4;
    if (quoted.length < headerLength + 4 || quoted[isV6 ? 6 : 9] !== 6) return;
    const source = isV6 ? quoted.subarray(8, 24) : quoted.subarray(12, 16);
    const destination = isV6 ? quoted.subarray(24, 40) : quoted.subarray(16, 20);
    const portAt = (at: number): number =>
      ((quoted[headerLength + at] ?? 0) << 8) | (quoted[headerLength + at + 1] ?? 0);
    const flow = this.#table.get(source, portAt(0), destination, portAt(2))?.flow;
    if (flow === undefined) return;
    const refusal = { ...mark, code, from: addressText(ip.source) };
    if (what === 'too-big') flow.tooBig ??= refusal;
    else flow.unreachable ??= refusal;
  }
}

/** The same two ports may serve again: a SYN behind a finished connection, or with another number, begins another. */
function beginsAnew(flow: Flow, segment: Segment): boolean {
  if (!segment.syn || segment.ack) return false;
  const { initial } = flow.fromOpener;
  return flow.isOver || (initial !== null && initial !== segment.sequence);
}
