import type { Translate } from '../l10n.ts';
import type { Alternative } from '../report/report.ts';
import type { CloseEvent, TlsEvent, TraceEvent } from '../trace/event.ts';
import type { Facts } from './facts.ts';
import { quote, wasSecured } from './said.ts';

/** A handshake that failed, or a session that fell out of TLS. */
export interface TlsFailure {
  readonly event: number;
  readonly kind: 'control-handshake' | 'data-handshake' | 'broken-session';
  /** What the server sent in clear where TLS was due. */
  readonly clear: string | null;
  /** The library's code and words. */
  readonly said: string;
}

const certificateCodes: ReadonlySet<string> = new Set([
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** A handshake that the client broke off because of the certificate, where the evidence does not hold the certificate. */
export function isCertificateRefusal(event: TraceEvent): boolean {
  return (
    event.kind === 'tls' &&
    event.outcome === 'failed' &&
    event.certificate == null &&
    certificateCodes.has(event.errno ?? '')
  );
}

/** Handshakes that other findings own: a wrong scheme, a test by a fresh handshake, a port that is offered a ClientHello. */
function isForeign(tls: TlsEvent, { control, sessions }: Facts, mismatch: boolean): boolean {
  const purpose = sessions.find(({ id }) => id === tls.session)?.purpose ?? null;
  if (tls.fresh === true || purpose === 'ClientHello' || isCertificateRefusal(tls)) return true;
  return mismatch && control.tls === 'implicit' && tls.connection === 0;
}

function ofHandshake(tls: TlsEvent, facts: Facts): TlsFailure {
  const session = facts.sessions.find(({ id }) => id === tls.session);
  const after = session !== undefined && tls.connection === 0 && wasSecured(facts, session, tls.id);
  const kind = after ? 'broken-session' : tls.connection > 0 ? 'data-handshake' : 'control-handshake';
  return { event: tls.id, kind, clear: tls.clearText ?? null, said: `${tls.errno ?? ''} ${tls.text}`.trim() };
}

/** A session under TLS that ended in an error of the TLS library, without the text that caused it. */
function ofClose(close: CloseEvent): TlsFailure {
  return { event: close.id, kind: 'broken-session', clear: null, said: close.errno ?? '' };
}

/** The failure that tells most: one with a text in clear, else the first; null when there is none. */
export function findTlsFailure(facts: Facts, mismatch: boolean): TlsFailure | null {
  const handshakes = facts.trace.events
    .filter((event) => event.kind === 'tls')
    .filter((tls) => tls.outcome === 'failed' && !isForeign(tls, facts, mismatch))
    .map((tls) => ofHandshake(tls, facts));
  const broken = facts.sessions.flatMap((session) => {
    const { close } = session;
    const byTls = close !== null && /^(?:ERR_SSL_|EPROTO)/.test(close.errno ?? '');
    return byTls && wasSecured(facts, session, close.id) ? [ofClose(close)] : [];
  });
  const all = [...handshakes, ...broken];
  return all.find(({ clear }) => clear !== null) ?? all[0] ?? null;
}

/** What the words of a TLS library mean. */
export function tlsReason({ kind, said }: TlsFailure, t: Translate): string {
  if (kind === 'broken-session')
    return t(
      'In the middle of a session under TLS something came that was no TLS. Mostly it is an error that the server writes in clear text; its log, or a login from the server itself, shows it.',
    );
  if (/unexpected TLS packet|GnuTLS error -15\b/i.test(said))
    return t(
      'What came back was no TLS. Mostly it is an error that the server writes in clear text; its log, or a login from the server itself, shows it.',
    );
  if (
    /UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION|protocol version|wrong version|WRONG_VERSION|GnuTLS error -8\b/i.test(
      said,
    )
  )
    return t('The two sides have no TLS version in common, or what came back was no TLS.');
  if (
    /GnuTLS error -(?:12|87)\b|NO_SHARED_CIPHER|NO_CIPHERS|HANDSHAKE_FAILURE|handshake failure|DH_KEY_TOO_SMALL/i.test(
      said,
    )
  )
    return t('The two sides have no cipher in common.');
  if (isTimeout(said)) return t('The server did not answer the handshake.');
  if (/ECONNRESET|EPIPE|closed|GnuTLS error -(?:53|54|110)\b/i.test(said))
    return t('The server closed the connection in the middle of the handshake; its log tells why.');
  if (/certificate|GnuTLS error -43\b/i.test(said))
    return t('The certificate of the server, or one that it asked for, was refused.');
  return t('The TLS library reports: {text}', { text: quote(said) });
}

/** Whether nothing came back in time. */
export function isTimeout(said: string): boolean {
  return /ETIMEDOUT|no answer/i.test(said);
}

/** Whether the session fell out of TLS in answer to PASS: then the server gave up the login with a fatal error. */
export function brokeAtLogin({ trace }: Facts, { kind, clear, event }: TlsFailure): boolean {
  if (kind !== 'broken-session' || clear !== null) return false;
  const last = trace.events.findLast(({ id, kind: what }) => id < event && what === 'command');
  return last !== undefined && /^PASS\b/i.test(last.text);
}

/** What vsftpd mostly gives up a login for. */
export function loginGaveUp(t: Translate): Alternative {
  return {
    text: t(
      'It came in answer to the password: with vsftpd that is nearly always “500 OOPS: vsftpd: refusing to run with writable root inside chroot()”.',
    ),
    tellApart: t('Log in once without TLS on the server itself: then the text can be read.'),
  };
}
