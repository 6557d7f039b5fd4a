import type { Translate } from '../../core/l10n.ts';
import type { DialOutcome } from '../../core/trace/event.ts';
import type { Tone } from '../timelineView.ts';
import { formatDuration } from './duration.ts';

/** What is known of a dial's end. */
export interface DialEnd {
  readonly outcome: DialOutcome;
  readonly ms?: number | null;
  readonly errno?: string | null;
  readonly via?: string | null;
  readonly reason?: string | null;
}

/** The operating system's reasons for an unreachable address, as its own tools word them. */
function unreachableWords(errno: string | null | undefined, t: Translate): string {
  if (errno === 'ENETUNREACH') return t('network unreachable');
  if (errno === 'EACCES' || errno === 'EPERM') return t('forbidden by a firewall here');
  return t('no route to host');
}

/** Why something was not done; a word that is not known stays as it is. */
export function reasonWords(reason: string, t: Translate): string {
  switch (reason) {
    case 'ipv4-only':
      return t('exists over IPv4 only');
    case 'time':
      return t('the time was up');
    case 'login':
      return t('the login had failed');
    case 'closed':
      return t('the session was closed');
    case 'limit':
      return t('the server allows no more sessions');
    case 'forbidden-address':
      return t('an address that must not be dialled');
    case 'own-address':
      return t('an address of this machine');
    case 'privileged-port':
      return t('a port below 1024');
    case 'second-address':
      return t('only one such address is dialled in a run');
    case 'no-session':
      return t('there was no session');
    case 'pending-transfer':
      return t('an earlier transfer was still pending');
    default:
      return reason.startsWith('listen-')
        ? t('this machine could not listen: {errno}', { errno: reason.slice('listen-'.length) })
        : reason;
  }
}

/** What became of a dial, in a few words. */
export function dialWords(end: DialEnd, t: Translate): string {
  const ms = end.ms ?? null;
  switch (end.outcome) {
    case 'connected':
      return ms === null ? t('connected') : t('connected in {time}', { time: formatDuration(ms) });
    case 'refused':
      return t('refused');
    case 'timed-out':
      return ms === null ? t('no answer') : t('no answer in {time}', { time: formatDuration(ms) });
    case 'unreachable': {
      const words = unreachableWords(end.errno, t);
      return end.via == null ? words : t('{words}, by {interface}', { words, interface: end.via });
    }
    case 'reset':
      return t('reset');
    case 'tls-failed':
      return t('TLS failed');
    case 'not-tried':
      return end.reason == null
        ? t('not tried')
        : t('not tried: {reason}', { reason: reasonWords(end.reason, t) });
    case 'unknown':
      return t('outcome not seen');
  }
}

/** How a dial's end is meant. */
export function dialTone(outcome: DialOutcome): Tone {
  if (outcome === 'connected') return 'good';
  if (outcome === 'unknown') return 'neutral';
  return outcome === 'not-tried' ? 'warn' : 'bad';
}
