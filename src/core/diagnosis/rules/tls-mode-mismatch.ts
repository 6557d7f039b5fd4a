import type { Translate } from '../../l10n.ts';
import { clientTlsMode } from '../../remedies/tls.ts';
import type { Facts } from '../facts.ts';
import { nextTest } from '../nextTest.ts';
import { defineRule } from '../rule.ts';
import type { FindingDraft } from '../rule.ts';
import { quote } from '../said.ts';

/** Errors of TLS libraries that read something other than TLS. */
const notTls =
  /WRONG_VERSION_NUMBER|wrong version number|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST|unexpected TLS packet/i;

function host(facts: Facts): string {
  return facts.control.host ?? facts.peer ?? '<server>';
}

/** Implicit TLS was wanted and plain FTP was spoken. */
function implicitWanted(facts: Facts, t: Translate): FindingDraft | null {
  const session = facts.sessions[0];
  const tls = session?.tls;
  if (facts.control.tls !== 'implicit' || tls?.outcome !== 'failed' || session?.greeting != null) return null;
  const clear = tls.clearText ?? '';
  const plain = /^\s{0,4}\d{3}[ -]/.test(clear);
  if (!plain && !notTls.test(`${tls.errno ?? ''} ${tls.text}`)) return null;
  const port = session?.peerPort ?? facts.control.port ?? 990;
  return {
    severity: 'error',
    confidence: plain ? 'proven' : 'likely',
    owner: 'client',
    title: t('Port {port} speaks plain FTP first, the client began with TLS', { port }),
    explanation: plain
      ? t(
          'With implicit TLS (ftps://) the client begins the TLS handshake at once. The server answered "{text}" in clear: here TLS begins with AUTH TLS, if at all.',
          { text: quote(clear) },
        )
      : t(
          'With implicit TLS (ftps://) the client begins the TLS handshake at once. What came back was no TLS: here TLS begins with AUTH TLS, if at all.',
        ),
    verdict: t('Port {port} does not speak implicit TLS: use explicit TLS (ftpes://) in the client.', {
      port,
    }),
    evidence: [tls.id],
    nextTests: [nextTest(facts, t, t('With TLS by AUTH TLS on the same port'), { scheme: 'ftpes' })],
    remedies: [clientTlsMode(t, 'explicit', host(facts), port)],
  };
}

/** Plain FTP was wanted, and the port waits for a TLS handshake. */
function plainWanted(facts: Facts, t: Translate): FindingDraft | null {
  const session = facts.sessions[0];
  const hello = facts.sessions.find(({ purpose, tls }) => purpose === 'ClientHello' && tls?.outcome === 'ok');
  if (session === undefined || session.greeting !== null || hello?.tls == null) return null;
  const port = session.peerPort ?? facts.control.port ?? 21;
  return {
    severity: 'error',
    confidence: 'proven',
    owner: 'client',
    title: t('Port {port} wants TLS from the first byte (implicit TLS)', { port }),
    explanation: t(
      'The server stayed silent because it waited for a TLS handshake, and took one when it was offered. Clients that wait for a greeting in clear text wait for ever.',
    ),
    verdict: t('Port {port} speaks implicit TLS: use ftps:// in the client.', { port }),
    evidence: [hello.tls.id, session.connect?.id],
    nextTests: [nextTest(facts, t, t('With TLS from the start on the same port'), { scheme: 'ftps' })],
    remedies: [clientTlsMode(t, 'implicit', host(facts), port)],
  };
}

/** Implicit TLS wanted where plain was spoken, or the reverse. */
export const tlsModeMismatch = defineRule({
  id: 'tls-mode-mismatch',
  check: (facts, t) => implicitWanted(facts, t) ?? plainWanted(facts, t),
});
