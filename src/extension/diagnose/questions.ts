import { env, window } from 'vscode';
import type { CertificateInfo } from '../../core/trace/event.ts';
import { printableStart } from '../../core/report/printable.ts';
import { certificateFaultWords } from '../../core/report/words.ts';
import { formatDestination, type Endpoint } from '../endpoints/endpoint.ts';
import { t } from '../localize.ts';
import { walkForm } from '../quickInput/form.ts';
import { inputStep, pickStep } from '../quickInput/steps.ts';
import type { Questions } from './diagnoses.ts';

/** How much of a certificate's names a dialog shows, in characters. */
const longestName = 300;

async function askPassword(endpoint: Endpoint, why: 'needed' | 'refused'): ReturnType<Questions['password']> {
  let password = '';
  let remember = true;
  const place = formatDestination(endpoint.destination);
  const items = [
    { label: t('Remember'), description: t('encrypted by the editor, on this computer'), remember: true },
    { label: t('Only for this window'), description: t('asked again after a reload'), remember: false },
  ];
  const finished = await walkForm(t('Password for {place}', { place }), () => [
    async (frame) => {
      const result = await inputStep(frame, {
        prompt:
          why === 'refused'
            ? t('The server refused the password that is known. Enter it again.')
            : t('It is sent to this server only.'),
        value: password,
        password: true,
        validate: (value) => (/\p{Cc}/u.test(value) ? t('Control characters are not allowed here.') : null),
      });
      if (typeof result === 'string') return result;
      password = result.value;
      return 'next';
    },
    async (frame) => {
      const result = await pickStep(frame, items, { placeholder: t('Remember the password?') });
      if (typeof result === 'string') return result;
      remember = result.value.remember;
      return 'next';
    },
  ]);
  return finished ? { password, remember } : null;
}

/** A day as the person writes one; a date that cannot be read stays as the certificate has it. */
function dayOf(time: string | null): string | null {
  if (time === null || Number.isNaN(Date.parse(time))) return time;
  return new Intl.DateTimeFormat(env.language, { dateStyle: 'long' }).format(new Date(time));
}

async function askCertificate(
  endpoint: Endpoint,
  certificate: CertificateInfo,
): ReturnType<Questions['certificate']> {
  const once = t('Accept once');
  const always = t('Always accept this certificate');
  const faults = certificate.faults.map((fault) => certificateFaultWords(t, fault)).join('; ');
  const answer = await window.showWarningMessage(
    t('The certificate of {place} is not trusted.', { place: formatDestination(endpoint.destination) }),
    {
      modal: true,
      detail: [
        t('Why: {faults}', {
          faults: faults === '' ? (certificate.code ?? t('it could not be checked')) : faults,
        }),
        t('Subject: {subject}', { subject: printableStart(certificate.subject, longestName) }),
        t('Issuer: {issuer}', { issuer: printableStart(certificate.issuer, longestName) }),
        t('Valid until: {date}', { date: dayOf(certificate.validTo) ?? t('not known') }),
        `SHA-256: ${certificate.sha256}`,
        '',
        t('No password has been sent yet.'),
      ].join('\n'),
    },
    once,
    always,
  );
  return answer === always ? 'always' : answer === once ? 'once' : 'no';
}

/** The questions of a run, put by quick input and a modal dialog. */
export const editorQuestions: Questions = { password: askPassword, certificate: askCertificate };
