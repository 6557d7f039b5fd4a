import type { Translate } from '../l10n.ts';
import type { CertificateFault, CertificateInfo } from '../trace/event.ts';
import { quote } from './said.ts';

function date(text: string | null): string {
  return text?.slice(0, 10) ?? '?';
}

/** Puts one fault of a certificate into words; `host` is the name that was asked for. */
export function faultWords(
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
