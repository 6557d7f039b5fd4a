import { sameAddress } from '../ftp/address.ts';
import type { Attempt } from '../report/report.ts';
import { isAnswered, isFailedDial } from './channelOutcome.ts';
import type { ChannelFacts, Facts } from './facts.ts';
import { familiesOf, isListed, passiveChannels } from './passiveMode.ts';
import { remembered } from './remembered.ts';

/** One passive port as dialled at the control peer's own address. */
export interface PortTry {
  readonly mode: 'PASV' | 'EPSV';
  readonly port: number;
  readonly answered: boolean;
  readonly attempt: Attempt;
  readonly channel: ChannelFacts;
}

/** What became of the passive ports at the control peer, apart from what address any 227 names. */
export interface PassivePorts {
  readonly family: 4 | 6 | null;
  readonly tries: readonly PortTry[];
  readonly answered: readonly PortTry[];
  readonly failed: readonly PortTry[];
}

function tryOf(channel: ChannelFacts, peer: string | null): PortTry | null {
  const { mode } = channel;
  if (mode !== 'PASV' && mode !== 'EPSV') return null;
  const isThere = ({ as, address }: Attempt): boolean =>
    as === 'control-peer' || (as === 'advertised' && sameAddress(address, peer));
  const attempt =
    channel.attempts.find((dial) => isAnswered(dial) && isThere(dial)) ??
    channel.attempts.find((dial) => isFailedDial(dial) && isThere(dial));
  const port = attempt?.port ?? channel.advertised?.port;
  if (attempt === undefined || port === undefined) return null;
  return { mode, port, answered: isAnswered(attempt), attempt, channel };
}

/** Every passive port that was dialled at the control peer over one family; one entry a channel. */
export const readPassivePorts = remembered((facts, family: 4 | 6 | null): PassivePorts => {
  const peers = new Map(facts.sessions.map(({ id, peer }) => [id, peer]));
  const tries: PortTry[] = [];
  for (const channel of passiveChannels(facts, family)) {
    const dialled = tryOf(channel, peers.get(channel.session) ?? null);
    if (dialled !== null) tries.push(dialled);
  }
  const answered = tries.filter((port) => port.answered);
  return { family, tries, answered, failed: tries.filter((port) => !port.answered) };
});

/** The first family over which ports were dialled and none answered, nor any listing came another way. */
export function findBlockedPorts(facts: Facts): PassivePorts | null {
  for (const family of familiesOf(facts)) {
    const ports = readPassivePorts(facts, family);
    const listed = passiveChannels(facts, family).some(isListed);
    if (ports.failed.length > 0 && ports.answered.length === 0 && !listed) return ports;
  }
  return null;
}

/** Those of one mode. */
export function ofMode(ports: readonly PortTry[], mode: PortTry['mode']): readonly PortTry[] {
  return ports.filter((port) => port.mode === mode);
}

/**
 * The pattern of a device that opens ports by reading replies: every port of one mode answers, none of the other's
 * does. `silent` is the mode whose replies it does not act upon.
 */
export function readHelperPattern({
  answered,
  failed,
}: PassivePorts): { readonly silent: 'PASV' | 'EPSV' } | null {
  for (const silent of ['PASV', 'EPSV'] as const) {
    const spoken = silent === 'PASV' ? 'EPSV' : 'PASV';
    const clean = ofMode(answered, silent).length === 0 && ofMode(failed, spoken).length === 0;
    if (clean && ofMode(failed, silent).length > 0 && ofMode(answered, spoken).length > 0) return { silent };
  }
  return null;
}

/** Whether every 227 of these ports names the control peer itself. */
export function nameThePeer(ports: readonly PortTry[], facts: Facts): boolean {
  const peers = new Map(facts.sessions.map(({ id, peer }) => [id, peer]));
  return ports.every(({ channel }) => sameAddress(channel.advertised?.address, peers.get(channel.session)));
}

/** PASV's 227 names the peer itself, none of its ports answers, all of EPSV's do. */
export function isHelperBlind(ports: PassivePorts, facts: Facts): boolean {
  return readHelperPattern(ports)?.silent === 'PASV' && nameThePeer(ports.failed, facts);
}

/** Three ports of EPSV failed, three of PASV answered at the same address, and none the other way round. */
export function isEpsvBlocked(ports: PassivePorts): boolean {
  const pattern = readHelperPattern(ports);
  const enough = ofMode(ports.failed, 'EPSV').length >= 3 && ofMode(ports.answered, 'PASV').length >= 3;
  return pattern?.silent === 'EPSV' && enough;
}

/** The outcome that most failed dials had. */
export function commonOutcome(failed: readonly PortTry[]): Attempt['outcome'] {
  const counts = new Map<Attempt['outcome'], number>();
  for (const { attempt } of failed) counts.set(attempt.outcome, (counts.get(attempt.outcome) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 'unknown';
}

/**
 * Whether the ports that stayed silent lie among those that answer, so that no end and no gap of a range explains them:
 * a port that did both, silence in several places, or one silent port between many others.
 */
export function isScattered({ tries, answered, failed }: PassivePorts): boolean {
  const open = answered.map(({ port }) => port);
  if (failed.some(({ port }) => open.includes(port))) return true;
  const [from, to] = [Math.min(...open), Math.max(...open)];
  const inside = failed.filter(({ port }) => port > from && port < to);
  if (failed.length === 1) return inside.length === 1 && open.length >= 4;
  const inOrder = [...tries].sort((a, b) => a.port - b.port);
  const changes = inOrder.filter(
    (port, index) => index > 0 && port.answered !== inOrder[index - 1]?.answered,
  );
  return inside.length > 0 && changes.length > 2;
}
