import { certificateFaultWords } from '../../core/report/words.ts';
import type { CertificateInfo } from '../../core/trace/event.ts';
import type { PanelState } from '../../shared/panelState.ts';
import { h } from '../element.ts';
import { icon } from '../icons.ts';
import type { IconName } from '../icons.ts';
import { serverText } from '../serverText.ts';
import type { Stage } from '../stage.ts';
import { againWords } from './again.ts';
import { button } from './button.ts';

function notice(
  kind: string,
  mark: IconName | 'spinner',
  title: string,
  ...more: readonly (Node | null)[]
): HTMLElement {
  const shape = mark === 'spinner' ? h('span', { class: 'spinner', 'aria-hidden': 'true' }) : icon(mark);
  return h(
    'section',
    { class: `phase phase-${kind}`, 'aria-labelledby': 'phase-title' },
    h(
      'h1',
      { id: 'phase-title', class: 'verdict-text' },
      h('span', { class: 'verdict-mark' }, shape),
      h('span', {}, title),
    ),
    ...more.filter((each) => each !== null),
  );
}

function paragraph(text: string | null): HTMLElement | null {
  return text === null || text === '' ? null : h('p', {}, text);
}

function actions(...buttons: readonly HTMLElement[]): HTMLElement {
  return h('div', { class: 'actions' }, ...buttons);
}

/** The certificate of the last control handshake in the report so far. */
function lastCertificate({ report }: PanelState): CertificateInfo | null {
  const handshakes = (report?.events ?? []).flatMap((event) =>
    event.kind === 'tls' && event.channel === 'control' && event.certificate != null
      ? [event.certificate]
      : [],
  );
  return handshakes.at(-1) ?? report?.control.certificate ?? null;
}

function certificateFacts(certificate: CertificateInfo, stage: Stage): HTMLElement {
  const { t } = stage;
  const valid = [certificate.validFrom, certificate.validTo]
    .map((time) => time?.slice(0, 10) ?? '?')
    .join(' – ');
  const rows: readonly (readonly [string, string])[] = [
    [t('Issued to'), certificate.subject],
    [t('Issued by'), certificate.issuer],
    [t('Names'), certificate.altNames.join(', ')],
    [t('Valid'), valid],
    ['SHA-256', certificate.sha256],
  ];
  const faults = certificate.faults.map((fault) =>
    h('li', {}, icon('cross'), certificateFaultWords(t, fault)),
  );
  return h(
    'div',
    { class: 'exhibit certificate' },
    faults.length === 0 ? null : h('ul', { class: 'reasons' }, ...faults),
    h(
      'dl',
      {},
      ...rows
        .filter(([, value]) => value !== '')
        .map(([name, value]) =>
          h(
            'div',
            { class: 'fact' },
            h('dt', {}, name),
            h('dd', { class: 'wire' }, serverText(value, stage)),
          ),
        ),
    ),
  );
}

function neverRun(state: PanelState, stage: Stage): HTMLElement {
  const { t } = stage;
  const practice = state.destination.startsWith('practice:');
  return notice(
    'never',
    'info',
    t('Not diagnosed yet'),
    paragraph(state.message),
    paragraph(
      practice
        ? t('This server exists inside the editor only: nothing leaves the machine.')
        : t(
            'A diagnosis logs in, lists one folder by every way there is, and changes nothing on the server. It takes a few seconds.',
          ),
    ),
    actions(button(t('Diagnose'), 'diagnose', () => stage.post({ type: 'diagnose' }), 'primary')),
  );
}

function running(state: PanelState, stage: Stage): HTMLElement {
  const { t } = stage;
  return notice(
    'running',
    'spinner',
    stage.evidence === null ? t('Diagnosing…') : t('Reading…'),
    h('p', { class: 'step' }, state.step ?? t('Beginning')),
    paragraph(state.message),
    actions(button(t('Cancel'), 'cancel', () => stage.post({ type: 'cancel' }))),
  );
}

function passwordNeeded(state: PanelState, stage: Stage): HTMLElement {
  const { t } = stage;
  return notice(
    'password',
    'lock',
    t('The password is needed'),
    paragraph(
      state.message ?? t('Nothing goes on until you have entered it. It is sent to this server only.'),
    ),
    actions(
      button(t('Enter the password…'), 'answer', () => stage.post({ type: 'answer' }), 'primary'),
      button(t('Cancel'), 'cancel', () => stage.post({ type: 'cancel' })),
    ),
  );
}

function certificateQuestion(state: PanelState, stage: Stage): HTMLElement {
  const { t } = stage;
  const certificate = lastCertificate(state);
  return notice(
    'certificate',
    'warn',
    t('The server’s certificate is not trusted'),
    paragraph(
      state.message ??
        t('The password has not been sent. Compare the fingerprint with what the server’s owner tells you.'),
    ),
    certificate === null ? null : certificateFacts(certificate, stage),
    actions(
      button(t('Decide…'), 'answer', () => stage.post({ type: 'answer' }), 'primary'),
      button(t('Cancel'), 'cancel', () => stage.post({ type: 'cancel' })),
    ),
  );
}

function cancelled(state: PanelState, stage: Stage): HTMLElement {
  const { t } = stage;
  return notice(
    'cancelled',
    'info',
    t('Cancelled'),
    paragraph(
      state.message ??
        (state.report === null ? null : t('What was seen until then stands below; it is no verdict.')),
    ),
    actions(button(againWords(stage), 'diagnose', () => stage.post({ type: 'diagnose' }), 'primary')),
  );
}

function failed(state: PanelState, stage: Stage): HTMLElement {
  const { t } = stage;
  const again = button(againWords(stage), 'diagnose', () => stage.post({ type: 'diagnose' }), 'primary');
  const log = button(t('Show the log'), 'log', () => stage.post({ type: 'show-log' }));
  if (stage.evidence !== null) {
    const title = t('This cannot be diagnosed');
    return notice('failed', 'warn', title, paragraph(state.message), actions(again, log));
  }
  return notice(
    'failed',
    'warn',
    t('The diagnosis could not be made'),
    paragraph(state.message),
    actions(
      again,
      button(t('Edit the endpoint'), 'edit', () => stage.post({ type: 'edit-endpoint' })),
      log,
    ),
  );
}

/** What stands in the verdict's place while there is none; null when the report speaks for itself. */
export function phasePanel(state: PanelState, stage: Stage): HTMLElement | null {
  switch (state.phase) {
    case 'never':
      return neverRun(state, stage);
    case 'running':
      return running(state, stage);
    case 'password-needed':
      return passwordNeeded(state, stage);
    case 'certificate-question':
      return certificateQuestion(state, stage);
    case 'cancelled':
      return cancelled(state, stage);
    case 'failed':
      return failed(state, stage);
    case 'done':
      return null;
  }
}
