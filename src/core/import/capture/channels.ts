import { argumentOf, verbOf } from '../../ftp/command.ts';
import { sameAddress } from '../../ftp/address.ts';
import type { SocketAddress } from '../../trace/event.ts';
import { isPassive, type Mode } from '../../trace/trace.ts';
import type { Control } from './control.ts';
import type { Said } from './dialogue.ts';
import { announcedBy } from './expectations.ts';
import type { Flow, Mark } from './flow.ts';

/** A data channel as the dialogue announces it, with the connections that belong to it. */
export interface CapturedChannel {
  readonly control: Control;
  readonly mode: Mode;
  /** Its command; where TLS hides that, the first frame of its connection. */
  readonly mark: Mark;
  /** Whether its command and reply are hidden by TLS. */
  readonly hidden: boolean;
  /** Whether the server agreed, as far as its reply is seen. */
  accepted: boolean;
  /** Where its connections go: the advertised address, or the one in PORT; null when the reply names none. */
  target: SocketAddress | null;
  /** Its connections, in the order in which they began. */
  readonly flows: Flow[];
}

const modeOf: Readonly<Record<string, Mode>> = { PASV: 'PASV', EPSV: 'EPSV', PORT: 'PORT', EPRT: 'EPRT' };

function openedBy(said: Said, control: Control): CapturedChannel | null {
  if (said.kind !== 'command') return null;
  const mode = modeOf[verbOf(said.text)];
  // EPSV ALL only promises (RFC 2428 §4).
  if (mode === undefined || (mode === 'EPSV' && /^all$/i.test(argumentOf(said.text).trim()))) return null;
  const target = announcedBy(said, control.server);
  return { control, mode, mark: said.mark, hidden: false, accepted: false, target, flows: [] };
}

/** Takes the reply to the command of a channel, in order. */
function answer(channel: CapturedChannel, said: Extract<Said, { kind: 'reply' }>): void {
  const { mode, control } = channel;
  if (said.code >= 200 && said.code < 300) channel.accepted = true;
  const names = (mode === 'PASV' && said.code === 227) || (mode === 'EPSV' && said.code === 229);
  if (names) channel.target ??= announcedBy(said, control.server);
}

/** The data channels that a dialogue opens, in order. */
function readCapturedChannels(control: Control): CapturedChannel[] {
  const channels: CapturedChannel[] = [];
  let isAwaited = false;
  for (const said of control.dialogue.said) {
    const opened = openedBy(said, control);
    if (opened !== null) channels.push(opened);
    if (said.kind === 'command') isAwaited = opened !== null;
    const last = channels.at(-1);
    if (said.kind !== 'reply' || last === undefined) continue;
    if (isAwaited || said.code === 227 || said.code === 229) answer(last, said);
    if (said.code >= 200) isAwaited = false;
  }
  return channels;
}

/** Whether a connection goes where a channel sends it, between the same two hosts as far as addresses can tell. */
function fits(channel: CapturedChannel, { begun, opener, answerer }: Flow): boolean {
  const { target, control, mark } = channel;
  if (target === null || begun.frame < mark.frame || answerer.port !== target.port) return false;
  const client = control.clientAddress;
  if (!isPassive(channel.mode))
    return sameAddress(answerer.address, client) || sameAddress(answerer.address, target.address);
  // Behind two public addresses the data connection comes from another one than the control connection.
  return (
    sameAddress(opener.address, client) ||
    sameAddress(answerer.address, control.server.address) ||
    sameAddress(answerer.address, target.address)
  );
}

/** How well a channel fits: the client's own connections before those of others. */
function isOfClient(channel: CapturedChannel, { opener, answerer }: Flow): boolean {
  const end = isPassive(channel.mode) ? opener : answerer;
  return sameAddress(end.address, channel.control.clientAddress);
}

/** A channel whose command TLS hides: over IPv4 it may have been PASV or EPSV, PORT or EPRT. */
function hiddenChannel(control: Control, flow: Flow): CapturedChannel {
  const isV6 = flow.answerer.address.includes(':');
  const fromClient = sameAddress(flow.opener.address, control.clientAddress);
  const mode: Mode = fromClient ? (isV6 ? 'EPSV' : 'PASV') : isV6 ? 'EPRT' : 'PORT';
  const { address, port } = flow.answerer;
  return {
    control,
    mode,
    mark: flow.begun,
    hidden: true,
    accepted: true,
    target: { address, port },
    flows: [flow],
  };
}

/**
 * Every data channel by its control connection, with its data connections: each goes to the latest channel before it that
 * it fits, or, where a session under TLS owns it, to a channel of its own.
 */
export function assignFlows(
  controls: readonly Control[],
  data: readonly Flow[],
  secretOwners: ReadonlyMap<Flow, Control>,
): ReadonlyMap<Control, readonly CapturedChannel[]> {
  const channels = new Map(controls.map((control) => [control, readCapturedChannels(control)]));
  const byPort = new Map<number, CapturedChannel[]>();
  for (const channel of [...channels.values()].flat()) {
    if (channel.target === null) continue;
    const known = byPort.get(channel.target.port);
    if (known === undefined) byPort.set(channel.target.port, [channel]);
    else known.push(channel);
  }
  for (const list of byPort.values()) list.sort((a, b) => a.mark.frame - b.mark.frame);
  for (const flow of data) {
    const fitting = lastBefore(byPort.get(flow.answerer.port) ?? [], flow);
    const owner = secretOwners.get(flow);
    if (fitting !== null) fitting.flows.push(flow);
    else if (owner !== undefined) assignHidden(channels.get(owner) ?? [], owner, flow);
  }
  return channels;
}

/** A dial of the same port after one that failed is the same channel: the client repairs the address. */
function assignHidden(channels: CapturedChannel[], owner: Control, flow: Flow): void {
  const last = channels.at(-1);
  const repairs =
    last?.hidden === true &&
    last.target?.port === flow.answerer.port &&
    last.flows.every(({ isConnected }) => !isConnected);
  if (repairs) last.flows.push(flow);
  else channels.push(hiddenChannel(owner, flow));
}

/** How many channels of one port are looked at for one connection. */
const mostCandidates = 64;

function lastBefore(sorted: readonly CapturedChannel[], flow: Flow): CapturedChannel | null {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.mark.frame ?? 0) <= flow.begun.frame) low = middle + 1;
    else high = middle;
  }
  const fitting = sorted
    .slice(Math.max(0, low - mostCandidates), low)
    .filter((channel) => fits(channel, flow));
  return fitting.findLast((channel) => isOfClient(channel, flow)) ?? fitting.at(-1) ?? null;
}
