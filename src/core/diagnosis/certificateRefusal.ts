import type { Translate } from '../l10n.ts';
import { situationOf } from '../remedies/situation.ts';
import { certificateRepair } from '../remedies/tls.ts';
import type { Facts } from './facts.ts';
import { nextTest } from './nextTest.ts';
import type { FindingDraft } from './rule.ts';
import { quote } from './said.ts';
import { isCertificateRefusal } from './tlsFailure.ts';

/** A client that broke off because of the certificate, which the evidence does not show itself. */
export function refusedByClient(facts: Facts, t: Translate): FindingDraft | null {
  const tls = facts.trace.events.find(isCertificateRefusal);
  if (tls?.kind !== 'tls') return null;
  const { host } = facts.control;
  return {
    severity: 'error',
    confidence: 'proven',
    owner: 'server',
    title: t('The client does not trust the certificate of the server'),
    explanation: t('It broke off with "{text}". {meaning}', {
      text: quote(tls.text, 240),
      meaning: refusalMeaning(tls.errno ?? '', t),
    }),
    verdict: t(
      'The client does not trust the certificate of the server: give the server one that clients trust, or have this client trust it.',
    ),
    evidence: [tls.id],
    nextTests: [nextTest(facts, t, t('Live: that shows the certificate and each of its faults'))],
    remedies: certificateRepair(situationOf(facts), t, host),
  };
}

function refusalMeaning(code: string, t: Translate): string {
  switch (code) {
    case 'CERT_HAS_EXPIRED':
      return t('The certificate has expired.');
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return t('The certificate is made out to another name than the one the client connects to.');
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
      return t('The certificate is signed by nobody but itself.');
    default:
      return t(
        'The issuer of the certificate is not known to the client, or an intermediate certificate is missing.',
      );
  }
}
