import type { AddressScope } from '../ftp/address.ts';
import type { Translate } from '../l10n.ts';
import type {
  Attempt,
  ClientPrediction,
  Confidence,
  Owner,
  ProbeOutcome,
  Remedy,
  Severity,
} from './report.ts';
import type { CertificateFault, SkipReason, WithheldReason } from '../trace/event.ts';
import type { StopReason } from '../trace/trace.ts';

/** What a sign means; a view gives it a mark, a colour and, where there is no text beside it, a word. */
export type Tone = 'good' | 'bad' | 'doubtful' | 'none';

/** The mark of each tone; every one is drawn one column wide. */
export const marks: Readonly<Record<Tone, string>> = { good: '✓', bad: '✗', doubtful: '!', none: '–' };

/** A duration in milliseconds as a person reads it; empty when unknown. */
export function duration(t: Translate, ms: number | null): string {
  if (ms === null) return '';
  if (ms < 999.5) return t('{number} ms', { number: ms < 10 ? Math.round(ms * 10) / 10 : Math.round(ms) });
  return t('{number} s', { number: ms < 9950 ? (ms / 1000).toFixed(1) : Math.round(ms / 1000) });
}

/** The heading of the clients: "meanwhile" only where something waits to be mended. */
export function clientsHeading(t: Translate, tone: Tone): string {
  return tone === 'good' ? t('Who works') : t('Who works meanwhile');
}

/** The word for a severity. */
export function severityWord(t: Translate, severity: Severity): string {
  switch (severity) {
    case 'error':
      return t('error');
    case 'warning':
      return t('warning');
    case 'info':
      return t('note');
  }
}

/** Who has to act. */
export function ownerWords(t: Translate, owner: Owner): string {
  switch (owner) {
    case 'server':
      return t('whoever runs the FTP server');
    case 'server-network':
      return t("whoever runs the server's network (security group, EIP, firewall)");
    case 'client-network':
      return t('whoever runs the network you are in (router, firewall)');
    case 'client':
      return t('you, in the FTP client');
    case 'path':
      return t('whoever runs a device between you and the server');
  }
}

/** Where a remedy is applied: by what it speaks of, else by who has to act. */
export function placeWords(t: Translate, target: string, owner: Owner): string {
  switch (target) {
    case 'client':
      return t('In the FTP client');
    case 'client-network':
      return t('In your network');
    case 'security-group':
    case 'server-network':
    case 'cloud':
      return t("In the server's network");
    case 'router':
      return owner === 'server' || owner === 'server-network'
        ? t("In the server's network")
        : t('In your network');
    default:
      return t('On the server');
  }
}

/** How sure a finding is. */
export function confidenceWord(t: Translate, confidence: Confidence): string {
  switch (confidence) {
    case 'proven':
      return t('proven');
    case 'likely':
      return t('likely');
    case 'possible':
      return t('possible');
  }
}

/** What kind of address it is, in words. */
export function scopeWords(t: Translate, scope: AddressScope): string {
  switch (scope) {
    case 'public':
      return t('public address');
    case 'private':
    case 'unique-local':
      return t('private address');
    case 'cgnat':
      return t('carrier-grade NAT address');
    case 'loopback':
      return t('loopback address');
    case 'link-local':
      return t('link-local address');
    case 'unspecified':
      return t('no address at all');
    case 'multicast':
      return t('multicast address');
    case 'broadcast':
      return t('broadcast address');
    case 'documentation':
      return t('documentation address');
    case 'benchmarking':
      return t('benchmarking address');
    case 'reserved':
      return t('reserved address');
  }
}

/** A reason that has no words here does not compile. */
const reasons: Readonly<
  Record<
    WithheldReason | SkipReason | Exclude<StopReason, SkipReason> | 'refused' | 'blocked' | 'foreign',
    (t: Translate) => string
  >
> = {
  time: (t) => t('no time left'),
  'ipv4-only': (t) => t('IPv4 only'),
  login: (t) => t('not logged in'),
  closed: (t) => t('the server had closed the connection'),
  limit: (t) => t('the server allows no further session'),
  'no-session': (t) => t('no session with the server came about'),
  'pending-transfer': (t) => t('a transfer that was begun still holds the server'),
  'ctrl-c': (t) => t('interrupted'),
  'forbidden-address': (t) => t('no other host can have this address'),
  'own-address': (t) => t('an address of this very machine'),
  'privileged-port': (t) => t('a port below 1024 at a foreign address'),
  'second-address': (t) => t('one foreign address a run is enough'),
  'refused-by-client': (t) => t('the client refuses a foreign address'),
  refused: (t) => t('refused by the server'),
  blocked: (t) => t('the server lets nobody in from here any more'),
  foreign: (t) => t('somebody else connected'),
};

function isReason(reason: string): reason is keyof typeof reasons {
  return Object.hasOwn(reasons, reason);
}

/** Why something was not tried or ended as it did; an unknown reason is shown as it stands. */
export function reasonWords(t: Translate, reason: string): string {
  if (isReason(reason)) return reasons[reason](t);
  return reason.startsWith('listen-')
    ? t('no port could be opened here ({errno})', { errno: reason.slice('listen-'.length) })
    : reason;
}

/** Why a certificate is not trusted, in the question whether to accept it. */
export function certificateFaultWords(t: Translate, fault: CertificateFault): string {
  switch (fault) {
    case 'expired':
      return t('it has expired');
    case 'not-yet-valid':
      return t('it is not valid yet');
    case 'wrong-name':
      return t('it belongs to another name');
    case 'self-signed':
      return t('it is signed by itself');
    case 'untrusted':
      return t('its issuer is not trusted by this machine');
    case 'other':
      return t('it could not be checked');
  }
}

/** What became of one dial or arrival. */
export function attemptWords(
  t: Translate,
  { outcome, errno, via, reason }: Pick<Attempt, 'outcome' | 'errno' | 'via' | 'reason'>,
): string {
  const detail = [errno, via === null ? null : t('via {interface}', { interface: via })]
    .filter((part) => part !== null)
    .join(', ');
  const tail = detail === '' ? '' : ` (${detail})`;
  switch (outcome) {
    case 'connected':
      return t('connected');
    case 'refused':
      return t('refused') + tail;
    case 'timed-out':
      return t('no answer') + tail;
    case 'unreachable':
      return (errno === 'ENETUNREACH' ? t('network unreachable') : t('no route to host')) + tail;
    case 'reset':
      return t('reset') + tail;
    case 'tls-failed':
      return t('TLS handshake failed') + tail;
    case 'not-tried':
      return reason === null ? t('not tried') : t('not tried: {reason}', { reason: reasonWords(t, reason) });
    case 'unknown':
      return t('not known');
  }
}

/** The tone of a whole mode. */
export function outcomeTone(outcome: ProbeOutcome): Tone {
  switch (outcome) {
    case 'ok':
      return 'good';
    case 'failed':
      return 'bad';
    case 'partial':
      return 'doubtful';
    case 'unknown':
    case 'skipped':
      return 'none';
  }
}

/** The word for the outcome of a whole mode. */
export function outcomeWord(t: Translate, outcome: ProbeOutcome): string {
  switch (outcome) {
    case 'ok':
      return t('works');
    case 'failed':
      return t('fails');
    case 'partial':
      return t('works in part');
    case 'unknown':
      return t('not known');
    case 'skipped':
      return t('not tried');
  }
}

/** The tone and word of a client prediction. */
export function clientWord(t: Translate, outcome: ClientPrediction['outcome']): { tone: Tone; word: string } {
  switch (outcome) {
    case 'works':
      return { tone: 'good', word: t('works') };
    case 'fails':
      return { tone: 'bad', word: t('fails') };
    case 'slow':
      return { tone: 'doubtful', word: t('works slowly') };
    case 'unknown':
      return { tone: 'none', word: t('not known') };
  }
}

/** What makes a changed configuration take effect, as a last step; empty where nothing is needed. */
export function applyWords(t: Translate, apply: Remedy['apply']): string {
  switch (apply) {
    case 'restart':
      return t('Then restart the FTP server');
    case 'reload':
      return t('Then reload its configuration; new connections use it');
    case 'none':
      return '';
  }
}

/** Why a run ended early. */
export function stopWords(t: Translate, stopped: StopReason): string {
  switch (stopped) {
    case 'time':
      return t('the time for a diagnosis was used up');
    case 'ctrl-c':
      return t('you stopped it');
    case 'login':
      return t('there was no login');
    case 'closed':
      return t('the server closed the connection');
  }
}
