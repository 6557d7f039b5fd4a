import type { Translate } from '../../l10n.ts';
import { certificateRepair } from '../../remedies/tls.ts';
import { situationOf } from '../../remedies/situation.ts';
import type { CertificateFault, CertificateInfo } from '../../trace/event.ts';
import type { Facts } from '../facts.ts';
import { defineRule } from '../rule.ts';
import { quote } from '../said.ts';

function date(text: string | null): string {
  return text?.slice(0, 10) ?? '?';
}

function faultWords(
  fault: CertificateFault,
  info: CertificateInfo,
  host: string | null,
  t: Translate,
): string {
  switch (fault) {
    case 'expired':
      return t('it expired on {date}', { date: date(info.validTo) });
    case 'not-yet-valid':
      return t('it is valid only from {date}', { date: date(info.validFrom) });
    case 'wrong-name':
      return t('it is made out to {names}, not to {host}', {
        names: quote(info.altNames.slice(0, 5).join(', ') || info.subject),
        host: host ?? '?',
      });
    case 'self-signed':
      return t('it is signed by nobody but itself');
    case 'untrusted':
      return t('its issuer ({issuer}) is not known here, or an intermediate certificate is missing', {
        issuer: quote(info.issuer),
      });
    case 'other':
      return t('it does not stand the check ({code})', { code: info.code ?? '?' });
  }
}

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
    if (tls?.kind !== 'tls' || tls.certificate == null) return null;
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
              t('To look on regardless, with an account that does not matter: --insecure.'),
            ],
      remedies: certificateRepair(situationOf(facts), t, host),
    };
  },
});
