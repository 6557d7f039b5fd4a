import { familyOf, isInsideScope, normalizeAddress, sameAddress } from '../ftp/address.ts';
import type { ControlSummary } from '../report/report.ts';
import type { ConnectEvent, ResolveEvent } from '../trace/event.ts';
import type { Trace } from '../trace/trace.ts';
import type { ChannelFacts, SessionFacts } from './facts.ts';
import { readOwnAddressInCapture, readOwnAddressInGreeting, readOwnAddressInStat } from './seenAddress.ts';
import type { ServerIdentity } from './serverIdentity.ts';

interface Target {
  readonly scheme: string | null;
  readonly host: string | null;
  readonly port: number | null;
}

/** Scheme, host and port of `ftp://user@host:21`; names that are no such URL (`practice://…`) give nothing. */
function readTarget(target: string | null): Target {
  const match = /^(ftp|ftpes|ftps):\/\/(?:[^@/]{0,512}@)?(\[[^\]/]{1,64}\]|[^:/]{1,255})(?::(\d{1,5}))?/.exec(
    target ?? '',
  );
  if (match === null) return { scheme: null, host: null, port: null };
  const host = (match[2] ?? '').replace(/^\[|\]$/g, '');
  return { scheme: match[1] ?? null, host, port: match[3] === undefined ? null : Number(match[3]) };
}

/** How session 0 was protected; null when the evidence does not show it. */
function readTls(session: SessionFacts | undefined, scheme: string | null): ControlSummary['tls'] {
  if (session === undefined) return null;
  const { tls, greeting, exchanges } = session;
  if (tls !== null && tls.outcome !== 'failed') {
    const auth = exchanges.some(({ verb }) => verb === 'AUTH');
    return !auth && (greeting === null || tls.id < greeting.id) ? 'implicit' : 'explicit';
  }
  if (scheme === 'ftps') return 'implicit';
  const agreed = exchanges.some(
    ({ verb, replies }) => verb === 'AUTH' && replies.some((r) => r.code === 234),
  );
  if (agreed) return 'explicit';
  return greeting === null && exchanges.length === 0 ? null : 'none';
}

/**
 * The server's own address: what its STAT prints (pyftpdlib), an address of an inner network in a 227, or the one in
 * ProFTPD's greeting. Another public address in a 227 may be anyone's and is not taken for it.
 */
function readServerAddress(
  sessions: readonly SessionFacts[],
  channels: readonly ChannelFacts[],
  identity: ServerIdentity,
): ControlSummary['serverAddress'] {
  const stat = sessions.map(({ exchanges }) => readOwnAddressInStat(exchanges)).find((seen) => seen !== null);
  if (stat !== undefined) return { address: stat.address, from: 'STAT' };
  const captured = sessions.map(({ notes }) => readOwnAddressInCapture(notes)).find((seen) => seen !== null);
  if (captured !== undefined) return { address: captured.address, from: 'capture' };
  const peer = sessions.find((session) => session.peer !== null)?.peer ?? null;
  const inner = channels.find(
    ({ mode, advertised }) =>
      mode === 'PASV' &&
      advertised !== null &&
      isInsideScope(advertised.scope) &&
      !sameAddress(advertised.address, peer),
  );
  if (inner?.advertised != null) return { address: inner.advertised.address, from: '227' };
  if (identity.product !== 'proftpd') return null;
  const greeting = sessions[0]?.greeting ?? null;
  const address = greeting === null ? null : readOwnAddressInGreeting(greeting.text);
  return address === null ? null : { address, from: '220' };
}

/** Every address of the host with what became of dialling it; the last dial of an address counts, unless one before it connected. */
function readAddresses(
  resolve: ResolveEvent | null,
  connects: readonly ConnectEvent[],
  sessions: readonly SessionFacts[],
): ControlSummary['addresses'] {
  const last = new Map<string, ConnectEvent>();
  for (const event of connects) {
    if (event.remote == null) continue;
    const address = normalizeAddress(event.remote.address);
    if (last.get(address)?.outcome !== 'connected') last.set(address, event);
  }
  const known = new Set([...(resolve?.addresses ?? []).map(normalizeAddress), ...last.keys()]);
  return [...known].flatMap((address) => {
    const family = familyOf(address);
    if (family === null) return [];
    const event = last.get(address);
    const used = sessions.some(({ peer }) => sameAddress(peer, address));
    return [{ address, family, outcome: event?.outcome ?? 'not-tried', ms: event?.ms ?? null, used }];
  });
}

/** The summary of the control connection that a report leads with; it speaks of the first session. */
export function summarizeControl(
  trace: Trace,
  resolve: ResolveEvent | null,
  connects: readonly ConnectEvent[],
  sessions: readonly SessionFacts[],
  channels: readonly ChannelFacts[],
  identity: ServerIdentity,
): ControlSummary {
  const first = sessions[0];
  const target = readTarget(trace.source.target);
  const dialled = connects.find(({ remote }) => remote != null && remote.port > 0);
  return {
    host: target.host ?? resolve?.host ?? first?.peer ?? null,
    port: target.port ?? first?.peerPort ?? dialled?.remote?.port ?? null,
    peer: first?.peer ?? null,
    local: first?.local ?? null,
    seenAs: (first?.seenAs ?? sessions.find(({ seenAs }) => seenAs !== null)?.seenAs)?.address ?? null,
    serverAddress: readServerAddress(sessions, channels, identity),
    tls: readTls(first, target.scheme),
    certificate: first?.tls?.certificate ?? null,
    banner: first?.greeting?.text ?? null,
    server: { product: identity.product, version: identity.version },
    addresses: readAddresses(resolve, connects, sessions),
  };
}
