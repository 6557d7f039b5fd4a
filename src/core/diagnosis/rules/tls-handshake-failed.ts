import type { Translate } from '../../l10n.ts';
import { remediesForHandshake } from '../../remedies/oops.ts';
import type { Facts } from '../facts.ts';
import { wordOldTls } from '../oldTls.ts';
import { defineRule } from '../rule.ts';
import { isWritableRoot, quote } from '../said.ts';
import { brokeAtLogin, findTlsFailure, isTimeout, loginGaveUp, tlsReason } from '../tlsFailure.ts';
import type { TlsFailure } from '../tlsFailure.ts';
import { decodeOops, oopsText } from '../vsftpdOops.ts';

function titleOf({ kind, clear }: TlsFailure, t: Translate): string {
  if (clear !== null) return t('The server falls out of TLS with an error in clear text');
  switch (kind) {
    case 'broken-session':
      return t('The server falls out of TLS in the middle of a session');
    case 'data-handshake':
      return t('The TLS handshake of the data connection fails');
    case 'control-handshake':
      return t('The TLS handshake of the control connection fails');
  }
}

function reasonOf(failure: TlsFailure, t: Translate): string {
  const { clear } = failure;
  return clear === null
    ? tlsReason(failure, t)
    : t(
        'Where TLS was due the server sent in clear text: "{text}". Clients show a TLS error instead, such as "wrong version number" or "GnuTLS error -15".',
        { text: quote(clear.trim()) },
      );
}

/** The command that shows the control connection's handshake, as OpenSSL 1.1 and 3 know it. */
function handshakeCommand({ control }: Facts): string {
  const host = control.host ?? control.peer ?? '<server>';
  const where = `${host.includes(':') ? `[${host}]` : host}:${control.port ?? 21}`;
  return `openssl s_client -connect ${where}${control.tls === 'implicit' ? '' : ' -starttls ftp'}`;
}

/** A handshake fails, or would fail with current clients, or the server falls out of TLS. */
export const tlsHandshakeFailed = defineRule({
  id: 'tls-handshake-failed',
  check(facts, t, found) {
    const failure = findTlsFailure(
      facts,
      found.some(({ id }) => id === 'tls-mode-mismatch'),
    );
    if (failure === null) return wordOldTls(facts, t);
    const { kind, clear, event } = failure;
    const oops = clear === null ? null : oopsText(clear);
    const meaning = oops === null ? null : decodeOops(oops, t);
    const asked = facts.control.tls === 'explicit' || facts.control.tls === 'implicit';
    const named = clear !== null && isWritableRoot(clear);
    const reason = reasonOf(failure, t);
    return {
      severity: named ? 'info' : asked || kind !== 'control-handshake' ? 'error' : 'warning',
      confidence: kind === 'broken-session' && clear === null ? 'likely' : 'proven',
      owner: 'server',
      title: titleOf(failure, t),
      explanation: meaning === null ? reason : `${reason} ${meaning.cause}`,
      verdict:
        meaning === null
          ? t('TLS with this server fails: compare the versions and ciphers of both sides, and read its log.')
          : t('The server breaks off TLS because of its own set-up: {cause}', { cause: meaning.cause }),
      evidence: [event],
      alternatives: brokeAtLogin(facts, failure)
        ? [loginGaveUp(t)]
        : isTimeout(failure.said)
          ? [
              {
                text: t('Large packets vanish on the way (MTU), and the certificate is the first large one.'),
                tellApart: t('“ping -M do -s 1472 {host}” gets no answer while “ping -s 56 {host}” does.', {
                  host: facts.control.peer ?? 'HOST',
                }),
              },
            ]
          : [],
      nextSteps: [t('The handshake in full: {command}', { command: handshakeCommand(facts) })],
      remedies: named ? [] : remediesForHandshake(facts, t, oops === null ? undefined : meaning),
    };
  },
});
