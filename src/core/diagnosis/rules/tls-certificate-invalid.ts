import { certificateRepair } from '../../remedies/tls.ts';
import { situationOf } from '../../remedies/situation.ts';
import { refusedByClient } from '../certificateRefusal.ts';
import { faultWords } from '../certificateWording.ts';
import type { Facts } from '../facts.ts';
import { nextTest } from '../nextTest.ts';
import { defineRule } from '../rule.ts';
import { quote } from '../said.ts';

/** Whether the password was held back because of the certificate. */
function endedRun({ sessions }: Facts): number | null {
  const note = sessions
    .flatMap(({ notes }) => notes)
    .find(({ note: name, data }) => name === 'password-withheld' && data['why'] === 'certificate');
  return note?.id ?? null;
}

/** Expired, wrong name, untrusted chain: each named. */
export const tlsCertificateInvalid = defineRule({
  id: 'tls-certificate-invalid',
  check(facts, t) {
    // A port that was only offered a ClientHello is judged by another finding.
    const offered = facts.sessions.filter(({ purpose }) => purpose === 'ClientHello').map(({ id }) => id);
    const tls = facts.trace.events.find(
      (event) =>
        event.kind === 'tls' &&
        (event.certificate?.faults.length ?? 0) > 0 &&
        !offered.includes(event.session),
    );
    if (tls?.kind !== 'tls' || tls.certificate == null) return refusedByClient(facts, t);
    const info = tls.certificate;
    const ended = endedRun(facts);
    const asked = facts.control.tls === 'explicit' || facts.control.tls === 'implicit';
    const grave = info.faults.some((fault) => fault !== 'self-signed' && fault !== 'untrusted');
    const host = facts.control.host;
    const words = info.faults.map((fault) => faultWords(fault, info, host, t)).join('; ');
    return {
      severity: ended !== null ? 'error' : asked && grave ? 'warning' : 'info',
      confidence: 'proven',
      owner: 'server',
      title: t('The certificate of the server does not stand the check'),
      explanation: `${t('About the certificate {subject}: {faults}.', { subject: quote(info.subject), faults: words })} ${
        ended === null
          ? t('Clients that check certificates stop here or ask their user.')
          : t('So the password was not sent: whoever sits between could present such a certificate as well.')
      }`,
      verdict:
        ended === null
          ? t('The certificate of the server does not stand the check: give it one that clients trust.')
          : t(
              'The certificate of the server does not stand the check, so the password was not sent: give the server a good one, or trust this one with --ca.',
            ),
      evidence: [tls.id, ended],
      nextSteps:
        ended === null
          ? []
          : [
              t('If you know this certificate, go on with --ca <file>; its SHA-256 is {sha256}.', {
                sha256: info.sha256,
              }),
            ],
      nextTests:
        ended === null
          ? []
          : [
              nextTest(facts, t, t('To look on regardless, with an account that does not matter'), {
                options: ['--insecure'],
              }),
            ],
      remedies: certificateRepair(situationOf(facts), t, host),
    };
  },
});
