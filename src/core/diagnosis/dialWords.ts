import { formatSocketAddress } from '../ftp/address.ts';
import type { Translate } from '../l10n.ts';
import { duration } from '../report/words.ts';
import type { ConnectEvent } from '../trace/event.ts';

/** Errors by which the system says that it has no way to a network at all (as for IPv6 on a machine without it). */
const noWay: ReadonlySet<string> = new Set([
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'EAFNOSUPPORT',
  'EPROTONOSUPPORT',
]);

/** Whether this machine has no route to the address's network, so that the dial never left it. */
export function neverLeft(connect: ConnectEvent): boolean {
  return noWay.has(connect.errno ?? '');
}

/** Whether a dial of a control port failed for a reason that the network or the server gave. */
export function failed(connect: ConnectEvent): boolean {
  return ['refused', 'timed-out', 'unreachable', 'reset'].includes(connect.outcome);
}

/** What became of one dial, as part of a sentence: `198.51.100.7:21: refused after 3 ms`; a time that is not known is left out. */
export function dialWords(connect: ConnectEvent, t: Translate): string {
  const { remote, ms } = connect;
  const named = remote == null ? connect.text : formatSocketAddress(remote.address, remote.port || null);
  const address = named === '' ? t('The server') : named;
  return ms == null ? untimedWords(connect, address, t) : timedWords(connect, address, duration(t, ms), t);
}

function timedWords(connect: ConnectEvent, address: string, time: string, t: Translate): string {
  switch (connect.outcome) {
    case 'refused':
      return t('{address}: refused after {time}', { address, time });
    case 'timed-out':
      return t('{address}: no answer within {time}', { address, time });
    case 'unreachable':
      return neverLeft(connect)
        ? t('{address}: this machine has no route to it', { address })
        : t('{address}: reported unreachable after {time} ({errno})', {
            address,
            time,
            errno: connect.errno ?? '',
          });
    case 'reset':
      return t('{address}: connection reset after {time}', { address, time });
    case 'connected':
      return t('{address}: answers after {time}', { address, time });
    case 'tls-failed':
    case 'not-tried':
    case 'unknown':
      return t('{address}: not tried', { address });
  }
}

function untimedWords(connect: ConnectEvent, address: string, t: Translate): string {
  switch (connect.outcome) {
    case 'refused':
      return t('{address}: refused', { address });
    case 'timed-out':
      return t('{address}: no answer', { address });
    case 'unreachable':
      return neverLeft(connect)
        ? t('{address}: this machine has no route to it', { address })
        : t('{address}: reported unreachable', { address });
    case 'reset':
      return t('{address}: connection reset', { address });
    case 'connected':
      return t('{address}: answers', { address });
    case 'tls-failed':
    case 'not-tried':
    case 'unknown':
      return t('{address}: not tried', { address });
  }
}
