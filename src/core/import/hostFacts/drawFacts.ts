import { formatSocketAddress, sameAddress } from '../../ftp/address.ts';
import { readEpsvReply, readPasvReply } from '../../ftp/passive.ts';
import type { SocketAddress, TraceEvent } from '../../trace/event.ts';
import type { HostFact } from './hostFact.ts';
import { admits, judgeFirewall } from './judgeFirewall.ts';

/** Lines of one command's output stand closer together than this. */
const blockGap = 12;
/** Data ports for which a firewall is asked. */
const mostPorts = 4;

/** A fact that bears on the session, as a note will say it. */
export interface Drawn {
  readonly fact: string;
  readonly data: Readonly<Record<string, string | number | boolean>>;
  readonly text: string;
  readonly line: number;
}

type Socket = Extract<HostFact, { kind: 'socket' }>;
type Interface = Extract<HostFact, { kind: 'interface' }>;
type Segment = Extract<HostFact, { kind: 'segment' }>;

/** What the dialogue says that sockets, interfaces, rules and segments can be matched with. */
export interface Known {
  readonly peer: SocketAddress | null;
  /** What each 227 names. */
  readonly targets: readonly SocketAddress[];
  /** Every data port that a 227 or 229 names. */
  readonly ports: readonly number[];
}

/** What a session's events say of its two ends. */
export function knownOf(events: readonly TraceEvent[]): Known {
  const connect = events.find((event) => event.kind === 'connect');
  const replies = events.filter((event) => event.kind === 'reply');
  const targets = replies.flatMap(({ code, text }) =>
    code === 227 ? (readPasvReply(text).target ?? []) : [],
  );
  const extended = replies.flatMap(({ code, text }) =>
    code === 229 ? (readEpsvReply(text).target?.port ?? []) : [],
  );
  const ports = [...new Set([...targets.map(({ port }) => port), ...extended])];
  return { peer: connect?.remote ?? null, targets, ports };
}

/** The control connection as each side's socket table shows it: the same client port on both proves one connection. */
function drawControl(sockets: readonly Socket[], { peer }: Known): Drawn[] {
  const drawn: Drawn[] = [];
  for (const { state, local, remote, program, line } of sockets) {
    if (state !== 'established' || remote === null) continue;
    const fromClient =
      peer !== null &&
      sameAddress(remote.address, peer.address) &&
      (peer.port === 0 || remote.port === peer.port);
    const fromServer =
      !fromClient &&
      (/ftpd/.test(program ?? '') || (peer !== null && peer.port !== 0 && local.port === peer.port));
    if (fromClient) {
      drawn.push({
        fact: 'client-address',
        data: { address: local.address },
        text: `client-address ${local.address}`,
        line,
      });
    } else if (fromServer) {
      const data = { address: remote.address };
      drawn.push({ fact: 'client-seen-as', data, text: `client-seen-as ${remote.address}`, line });
    }
  }
  return drawn;
}

/** A data port that a reply names and that listens, at whatever address of the server, and whether anybody came. */
function drawListeners(sockets: readonly Socket[], { ports }: Known): Drawn[] {
  return sockets.flatMap(({ state, local, line }) => {
    if (state !== 'listening' || !ports.includes(local.port)) return [];
    const visited = sockets.some((other) => other.state === 'established' && other.local.port === local.port);
    const data = { address: local.address, port: local.port, visited };
    return [
      {
        fact: 'data-port-listening',
        data,
        text: `listening on ${formatSocketAddress(local.address, local.port)}`,
        line,
      },
    ];
  });
}

/** Interfaces, block by block: the block that holds the address of the 227 is the server's. */
function drawInterfaces(interfaces: readonly Interface[], { targets }: Known): Drawn[] {
  const blocks: Interface[][] = [];
  for (const entry of interfaces) {
    const last = blocks.at(-1)?.at(-1);
    if (last === undefined || entry.line - last.line > blockGap) blocks.push([entry]);
    else blocks.at(-1)?.push(entry);
  }
  return blocks
    .filter((block) =>
      block.some(({ address }) => targets.some((target) => sameAddress(target.address, address))),
    )
    .flatMap((block) =>
      block.map(({ address, name, line }) => ({
        fact: 'server-interface',
        data: { address, name: name ?? '' },
        text: `${name ?? ''} ${address}`.trim(),
        line,
      })),
    );
}

/** Whether what one machine printed shows it to be the server. */
function isServer(facts: readonly HostFact[], { peer, targets, ports }: Known): boolean {
  const control = peer === null || peer.port === 0 ? 21 : peer.port;
  const shown = facts.some((fact) => {
    if (fact.kind === 'interface') return targets.some(({ address }) => sameAddress(address, fact.address));
    if (fact.kind === 'segment') return fact.arrives && fact.to.port === control;
    if (fact.kind !== 'socket' || fact.state !== 'listening') return false;
    return /ftpd/.test(fact.program ?? '') || ports.includes(fact.local.port);
  });
  return shown || admits(facts, control);
}

/** What the server's own firewall does with the data ports. */
function drawFirewall(facts: readonly HostFact[], { ports }: Known): Drawn[] {
  return ports.slice(0, mostPorts).flatMap((port): Drawn[] => {
    const judged = judgeFirewall(facts, port);
    if (judged === null) return [];
    const { tool, verdict, forAll, line } = judged;
    const text = `${tool}: ${verdict === 'off' ? 'not running' : `${verdict} ${port}`}`;
    return [{ fact: 'server-firewall', data: { port, verdict, tool, forAll }, text, line }];
  });
}

function drawSelinux(facts: readonly HostFact[]): Drawn[] {
  return facts.flatMap((fact): Drawn[] =>
    fact.kind === 'selinux'
      ? [{ fact: 'selinux', data: { mode: fact.mode }, text: `SELinux ${fact.mode}`, line: fact.line }]
      : [],
  );
}

/**
 * What a packet trace in text shows of the dials to a data port. `absent`: the server's own trace shows the control
 * connection and nothing that came for this port.
 */
function drawSegments(facts: readonly HostFact[], { peer, ports }: Known, atServer: boolean): Drawn[] {
  const segments = facts.filter((fact) => fact.kind === 'segment');
  const control = segments.find(({ to }) => to.port === (peer?.port ?? 21) || to.port === 21);
  return ports.slice(0, mostPorts).flatMap((port): Drawn[] => {
    const first = segments.find(({ to, flags }) => flags === 'syn' && to.port === port);
    const shown = first ?? (atServer ? control : undefined);
    if (shown === undefined) return [];
    const answer = segments.find(({ from, flags }) => from.port === port && flags !== 'other');
    const unanswered = first === undefined ? 'absent' : 'unanswered';
    const outcome = answer === undefined ? unanswered : answer.flags === 'syn-ack' ? 'answered' : 'refused';
    const { address } = shown.to;
    const text = `packet trace: connection attempts to ${formatSocketAddress(address, port)} ${outcome}`;
    return [
      { fact: 'data-port-dialled', data: { address, port, outcome, atServer }, text, line: shown.line },
    ];
  });
}

/** The client's address in segments of the control connection at the server's inner address. */
function drawSeen(segments: readonly Segment[], { peer, targets }: Known): Drawn[] {
  const control = new Set([21, peer?.port ?? 0]);
  const found = segments.find(
    ({ from }) => control.has(from.port) && targets.some(({ address }) => sameAddress(address, from.address)),
  );
  if (found === undefined) return [];
  const { address } = found.to;
  return [{ fact: 'client-seen-as', data: { address }, text: `client-seen-as ${address}`, line: found.line }];
}

/** The facts of one file by the machine that printed them: its prompt, or the file where there are no prompts. */
function machinesOf(facts: readonly HostFact[]): readonly (readonly HostFact[])[] {
  const byHost = new Map<string, HostFact[]>();
  for (const fact of facts) {
    const known = byHost.get(fact.host ?? '');
    if (known === undefined) byHost.set(fact.host ?? '', [fact]);
    else known.push(fact);
  }
  return [...byHost.values()];
}

/** What the facts of one file say about a session. */
export function draw(facts: readonly HostFact[], known: Known): Drawn[] {
  const sockets = facts.filter((fact) => fact.kind === 'socket');
  const interfaces = facts.filter((fact) => fact.kind === 'interface');
  const segments = facts.filter((fact) => fact.kind === 'segment');
  const control = drawControl(sockets, known);
  const machines = machinesOf(facts);
  const servers = machines.filter((machine) => isServer(machine, known));
  // getenforce is asked on the server; a client's answer bears on nothing.
  const others = servers.length === 0 ? facts : [];
  return [
    ...control,
    ...drawListeners(sockets, known),
    ...drawInterfaces(interfaces, known),
    ...servers.flatMap((machine) => [...drawFirewall(machine, known), ...drawSelinux(machine)]),
    ...drawSelinux(others),
    ...machines.flatMap((machine) => drawSegments(machine, known, servers.includes(machine))),
    ...(control.some(({ fact }) => fact === 'client-seen-as') ? [] : drawSeen(segments, known)),
  ];
}
