import { readPasvReply, readEpsvReply, readEprtArgument, readPortArgument } from '../../ftp/passive.ts';
import { argumentOf, verbOf } from '../../ftp/command.ts';
import { Control, firstImpression } from './control.ts';
import { Flow, type End, type Mark } from './flow.ts';
import { endKey, FlowTable, type Entry } from './flowTable.ts';
import { addressText, IpReader } from './ip.ts';
import type { IpPayload } from './ipPayload.ts';
import type { Said } from './dialogue.ts';
import type { Packet } from './packet.ts';
import { readSegment, readUnreachable, type Segment } from './segment.ts';
import type { StreamPiece } from './stream.ts';

/** Most control connections of one capture; further ones are counted. */
const mostControls = 2000;
/** Most data connections kept. */
const mostData = 50_000;
/** Most places where a data connection is expected. */
const mostExpected = 20_000;

type Kept = Control | 'data';

/** Takes the frames of one capture and keeps its FTP control connections and their data connections. */
export class Collector {
  readonly controls: Control[] = [];
  readonly data: Flow[] = [];
  omittedControls = 0;
  lastMark: Mark = { frame: 0, time: null };
  readonly #ip = new IpReader();
  readonly #table = new FlowTable<Kept>();
  readonly #expected = new Set<string>();
  #flows = 0;

  /** Frames in which no IP packet was found. */
  get skippedFrames(): number {
    return this.#ip.skipped;
  }

  /** Connections that were forgotten to stay within the limits. */
  get forgottenFlows(): number {
    return this.#table.forgotten;
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
    // The same two ports may serve again: a SYN behind a finished connection begins another.
    if (entry === undefined || (segment.syn && !segment.ack && entry.flow.isOver))
      entry = this.#begin(ip, segment, mark);
    const end: End = entry.openerKey === endKey(ip.source, segment.sourcePort) ? 'opener' : 'answerer';
    entry.flow.note(end, segment, mark, ip.hops);
    if (entry.kept instanceof Control) this.#feed(entry.kept, end, segment, mark);
    else if (!entry.judged && segment.payload.length > 0) this.#judge(entry, end, segment, mark);
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
    const isExpected = [opener, answerer].some(({ address, port }) =>
      this.#expected.has(`${address} ${port}`),
    );
    if (isExpected && this.data.length < mostData) {
      this.data.push(flow);
      entry.kept = 'data';
      entry.judged = true;
    } else if (segment.syn && !segment.ack && (answerer.port === 21 || answerer.port === 990)) {
      this.#keep(entry, 'opener');
    }
    return entry;
  }

  #keep(entry: Entry<Kept>, client: End): Control | null {
    entry.judged = true;
    if (this.controls.length >= mostControls) {
      this.omittedControls += 1;
      return null;
    }
    const control: Control = new Control(entry.flow, client, (said) => this.#onSaid(control, said));
    this.controls.push(control);
    entry.kept = control;
    return control;
  }

  /** The first payload of a connection tells whether it is an FTP dialogue, and which end is the client. */
  #judge(entry: Entry<Kept>, end: End, segment: Segment, mark: Mark): void {
    const impression = firstImpression(segment.payload);
    if (impression === 'too-short') return;
    entry.judged = true;
    if (impression === 'other') return;
    const speaker: End = end;
    const other: End = end === 'opener' ? 'answerer' : 'opener';
    const control = this.#keep(entry, impression === 'command' ? speaker : other);
    if (control !== null) this.#feed(control, end, segment, mark);
  }

  #feed(control: Control, end: End, segment: Segment, mark: Mark): void {
    const from = end === control.client ? 'client' : 'server';
    const { dialogue } = control;
    const stream = from === 'client' ? dialogue.fromClient : dialogue.fromServer;
    const back = from === 'client' ? dialogue.fromServer : dialogue.fromClient;
    if (segment.syn) stream.start((segment.sequence + 1) >>> 0);
    if (segment.ack)
      this.#take(control, from === 'client' ? 'server' : 'client', back.acknowledge(segment.acknowledgement));
    if (segment.length <= 0) return;
    const pieces = stream.push({
      sequence: segment.sequence,
      bytes: segment.payload,
      length: segment.length,
      frame: mark.frame,
      time: mark.time,
    });
    this.#take(control, from, pieces);
  }

  #take(control: Control, from: 'client' | 'server', pieces: readonly StreamPiece[]): void {
    if (pieces.length > 0) control.dialogue.take(from, pieces);
  }

  /** Remembers where a data connection may come, so that it is kept among all others. */
  #onSaid(control: Control, said: Said): void {
    const { server, clientAddress } = control;
    if (said.kind === 'reply' && said.code === 227) {
      const target = readPasvReply(said.text).target;
      if (target !== null) {
        this.#expect(target.address, target.port);
        this.#expect(server.address, target.port);
      }
    } else if (said.kind === 'reply' && said.code === 229) {
      const target = readEpsvReply(said.text).target;
      if (target !== null) this.#expect(server.address, target.port);
    } else if (said.kind === 'command') {
      const verb = verbOf(said.text);
      const argument = argumentOf(said.text);
      const target =
        verb === 'PORT'
          ? readPortArgument(argument).target
          : verb === 'EPRT'
            ? readEprtArgument(argument).target
            : null;
      if (target !== null) {
        this.#expect(target.address, target.port);
        this.#expect(clientAddress, target.port);
      }
    }
  }

  #expect(address: string, port: number): void {
    if (this.#expected.size < mostExpected) this.#expected.add(`${address} ${port}`);
  }

  #icmp(ip: IpPayload, mark: Mark): void {
    const message = readUnreachable(ip.protocol, ip.payload);
    if (message === null) return;
    const { quoted } = message;
    const isV6 = ip.protocol === 58;
    const headerLength = isV6 ? 40 : ((quoted[0] ?? 0) & 15) * 4;
    if (quoted.length < headerLength + 4 || quoted[isV6 ? 6 : 9] !== 6) return;
    const source = isV6 ? quoted.subarray(8, 24) : quoted.subarray(12, 16);
    const destination = isV6 ? quoted.subarray(24, 40) : quoted.subarray(16, 20);
    const portAt = (at: number): number =>
      ((quoted[headerLength + at] ?? 0) << 8) | (quoted[headerLength + at + 1] ?? 0);
    const entry = this.#table.get(source, portAt(0), destination, portAt(2));
    if (entry !== undefined) entry.flow.unreachable ??= { ...mark, code: message.code };
  }
}
