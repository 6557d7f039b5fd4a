import type { Translate } from '../../l10n.ts';
import { remediesForHandshake } from '../../remedies/oops.ts';
import type { TlsEvent } from '../../trace/event.ts';
import type { Facts } from '../facts.ts';
import { defineRule } from '../rule.ts';
import { isWritableRoot, quote } from '../said.ts';
import { decodeOops, oopsText } from '../vsftpdOops.ts';

/** What errors of TLS libraries mean. */
function reasonOf(tls: TlsEvent, t: Translate): string {
  const said = `${tls.errno ?? ''} ${tls.text}`;
  if (/UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION|wrong version|WRONG_VERSION/i.test(said))
    return t('The two sides have no TLS version in common, or what came back was no TLS.');
  if (/NO_SHARED_CIPHER|NO_CIPHERS|HANDSHAKE_FAILURE|handshake failure|DH_KEY_TOO_SMALL/i.test(said))
    return t('The two sides have no cipher in common.');
  if (/ETIMEDOUT|no answer/i.test(said)) return t('The server did not answer the handshake.');
  if (/ECONNRESET|EPIPE|closed/i.test(said))
    return t('The server closed the connection in the middle of the handshake; its log tells why.');
  if (/certificate/i.test(said))
    return t('The certificate of the server, or one that it asked for, was refused.');
  return t('The TLS library reports: {text}', { text: quote(said.trim()) });
}

/** Handshakes that other findings own: a wrong scheme, a test by a fresh handshake, a port that is offered a ClientHello. */
function isForeign(tls: TlsEvent, { control, sessions }: Facts, found: ReadonlySet<string>): boolean {
  const purpose = sessions.find(({ id }) => id === tls.session)?.purpose ?? null;
  if (tls.fresh === true || purpose === 'ClientHello') return true;
  return found.has('tls-mode-mismatch') && control.tls === 'implicit' && tls.connection === 0;
}

function handshakes({ trace }: Facts): readonly TlsEvent[] {
  return trace.events.filter((event) => event.kind === 'tls');
}

/** A handshake fails, or the server falls out of TLS. */
export const tlsHandshakeFailed = defineRule({
  id: 'tls-handshake-failed',
  check(facts, t, found) {
    const ids = new Set<string>(found.map(({ id }) => id));
    const all = handshakes(facts);
    const bad = all.filter((tls) => tls.outcome === 'failed' && !isForeign(tls, facts, ids));
    const tls = bad.find(({ clearText }) => clearText !== undefined) ?? bad[0];
    if (tls === undefined) return null;
    const clear = tls.clearText ?? null;
    const oops = clear === null ? null : oopsText(clear);
    const meaning = oops === null ? null : decodeOops(oops, t);
    const asked = facts.control.tls === 'explicit' || facts.control.tls === 'implicit';
    const named = clear !== null && isWritableRoot(clear);
    const reason =
      clear === null
        ? reasonOf(tls, t)
        : t(
            'Where TLS was due the server sent in clear text: "{text}". Clients show a TLS error instead, such as "wrong version number" or "GnuTLS error -15".',
            { text: quote(clear.trim()) },
          );
    return {
      severity: named ? 'info' : asked || tls.connection > 0 ? 'error' : 'warning',
      confidence: 'proven',
      owner: 'server',
      title:
        clear !== null
          ? t('The server falls out of TLS with an error in clear text')
          : tls.connection > 0
            ? t('The TLS handshake of the data connection fails')
            : t('The TLS handshake of the control connection fails'),
      explanation: meaning === null ? reason : `${reason} ${meaning.cause}`,
      verdict:
        meaning === null
          ? t('TLS with this server fails: compare the versions and ciphers of both sides, and read its log.')
          : t('The server breaks off TLS because of its own set-up: {cause}', { cause: meaning.cause }),
      evidence: [tls.id],
      nextSteps: [
        t('"openssl s_client -connect <server>:<port> -starttls ftp" shows the handshake in full.'),
      ],
      remedies: named ? [] : remediesForHandshake(facts, t, oops === null ? undefined : meaning),
    };
  },
});
