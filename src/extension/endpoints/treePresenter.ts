import type { Translate } from '../../core/l10n.ts';
import { printable } from '../../core/report/printable.ts';
import type { Finding, Probe, ProbeOutcome, Report } from '../../core/report/report.ts';
import type { EndpointState } from '../diagnose/diagnoses.ts';
import { outcomeOf, problemsOf, type Outcome } from '../diagnose/outcome.ts';
import { ageOf } from './age.ts';
import { hostAndPort, type Endpoint } from './endpoint.ts';
import { faultWords } from './faultWords.ts';
import type { TreeNode } from './treeNodes.ts';
import { isPassive } from '../../core/trace/trace.ts';

/** How a row looks and sounds; the provider maps it to a `TreeItem`. */
export interface TreeRow {
  readonly label: string;
  readonly description: string;
  /** A codicon and, where it carries meaning, a theme colour; the words say the same. */
  readonly icon: string;
  readonly colour: string | null;
  /** Plain text; server text in it is data and is escaped by the provider. */
  readonly tooltip: readonly string[];
  /** Tokens for `when` clauses, in any order. */
  readonly context: readonly string[];
  /** What a screen reader says: the state in words, since an icon's colour is not read out. */
  readonly spoken: string;
  readonly collapsible: boolean;
}

/** What rows need beside their node. */
export interface RowContext {
  readonly state: EndpointState;
  readonly now: number;
  readonly t: Translate;
  /** The endpoint's change waits to be written. */
  readonly unwritten: boolean;
}

const red = 'testing.iconFailed';
const green = 'testing.iconPassed';
const amber = 'list.warningForeground';

const outcomeIcons: Readonly<Record<Outcome, readonly [string, string | null]>> = {
  healthy: ['pass', green],
  warnings: ['warning', amber],
  problems: ['error', red],
  unreachable: ['debug-disconnect', red],
  incomplete: ['circle-slash', null],
};

function outcomeWords(report: Report, t: Translate): string {
  const problems = problemsOf(report);
  switch (outcomeOf(report)) {
    case 'unreachable':
      return t('unreachable');
    case 'problems':
      return problems.length === 1 ? t('1 problem') : t('{count} problems', { count: problems.length });
    case 'warnings':
      return problems.length === 1 ? t('1 warning') : t('{count} warnings', { count: problems.length });
    case 'incomplete':
      return t('cancelled');
    case 'healthy':
      return t('healthy');
  }
}

function changeWords({ changes }: EndpointState, t: Translate): string | null {
  if (changes === null) return null;
  const parts = [
    changes.fixed.length === 0 ? null : t('{count} fixed', { count: changes.fixed.length }),
    changes.added.length === 0 ? null : t('{count} new', { count: changes.added.length }),
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(', ');
}

function stateWords(state: EndpointState, t: Translate): string {
  switch (state.phase) {
    case 'running':
      return state.step === null ? t('running') : t('running: {step}', { step: state.step });
    case 'password-needed':
      return t('password needed');
    case 'certificate-question':
      return t('certificate not trusted');
    case 'failed':
      return t('could not be diagnosed');
    case 'never':
      return t('never diagnosed');
    case 'cancelled':
      return t('cancelled');
    case 'done':
      return state.report === null ? t('never diagnosed') : outcomeWords(state.report, t);
  }
}

function stateIcon(state: EndpointState, endpoint: Endpoint): readonly [string, string | null] {
  switch (state.phase) {
    case 'running':
      return ['loading~spin', null];
    case 'password-needed':
      return ['key', amber];
    case 'certificate-question':
      return ['shield', amber];
    case 'failed':
      return ['bug', red];
    case 'cancelled':
      return outcomeIcons.incomplete;
    case 'never':
      return [endpoint.destination.kind === 'practice' ? 'mortar-board' : 'circle-large-outline', null];
    case 'done':
      return state.report === null ? ['circle-large-outline', null] : outcomeIcons[outcomeOf(state.report)];
  }
}

function endpointRow(node: Extract<TreeNode, { kind: 'endpoint' }>, context: RowContext): TreeRow {
  const { state, now, t, unwritten } = context;
  const { endpoint, passwordInUrl } = node.entry;
  const words = stateWords(state, t);
  const running = state.phase === 'running' || state.phase === 'certificate-question';
  const age = running ? null : ageOf(state.report?.startedAt ?? null, now, t);
  const flag = passwordInUrl ? t('password in settings') : unwritten ? t('not saved yet') : null;
  const place = hostAndPort(endpoint.destination);
  const parts = [flag, words, changeWords(state, t), age, place].filter((part) => part !== null);
  const [icon, colour] = stateIcon(state, endpoint);
  return {
    label: endpoint.name,
    description: parts.join(' · '),
    icon,
    colour,
    tooltip: [
      `${endpoint.name}: ${words}`,
      printable(state.report?.verdict ?? state.message ?? ''),
      ...(state.report !== null && state.message !== null ? [state.message] : []),
      ...(passwordInUrl
        ? [t('A password stands in the setting. Move it to the encrypted store by its context menu.')]
        : []),
    ].filter((line) => line !== ''),
    context: [
      'endpoint',
      running ? 'running' : 'idle',
      endpoint.destination.kind === 'practice' ? 'practice' : 'server',
      ...(endpoint.destination.kind === 'server' && endpoint.destination.target.user !== null
        ? ['user']
        : []),
      ...(passwordInUrl ? ['urlpassword'] : []),
      ...(state.report === null ? [] : ['report']),
      ...(endpoint.configFile === undefined ? [] : ['configfile']),
    ],
    spoken: [endpoint.name, ...parts].join(', '),
    collapsible:
      endpoint.configFile !== undefined ||
      (state.report !== null && state.report.findings.length + state.report.probes.length > 0),
  };
}

const severityIcons: Readonly<Record<Finding['severity'], readonly [string, string | null]>> = {
  error: ['error', red],
  warning: ['warning', amber],
  info: ['info', null],
};

function severityWord(severity: Finding['severity'], t: Translate): string {
  switch (severity) {
    case 'error':
      return t('problem');
    case 'warning':
      return t('warning');
    case 'info':
      return t('note');
  }
}

function findingRow({ finding }: Extract<TreeNode, { kind: 'finding' }>, { state, t }: RowContext): TreeRow {
  const isNew = state.changes?.added.includes(finding.id) === true;
  const healthy = finding.id === 'healthy';
  const [icon, colour] = healthy ? ['pass', green] : severityIcons[finding.severity];
  const word = healthy ? t('healthy') : severityWord(finding.severity, t);
  const title = printable(finding.title);
  return {
    label: title,
    description: isNew ? t('new') : '',
    icon,
    colour,
    tooltip: [title, ...finding.explanation.split('\n').map(printable)],
    context: ['finding', ...(finding.remedies.length > 0 ? ['remedy'] : [])],
    spoken: [word, title, ...(isNew ? [t('new')] : [])].join(', '),
    collapsible: false,
  };
}

const probeIcons: Readonly<Record<ProbeOutcome, readonly [string, string | null]>> = {
  ok: ['check', green],
  failed: ['close', red],
  partial: ['warning', amber],
  unknown: ['question', null],
  skipped: ['debug-step-over', null],
};

function probeWords({ outcome, mode }: Probe, t: Translate): string {
  switch (outcome) {
    case 'ok':
      return t('works');
    case 'failed':
      return isPassive(mode) ? t('does not work') : t('does not work from here');
    case 'partial':
      return t('works at times');
    case 'unknown':
      return t('not known');
    case 'skipped':
      return t('not tried');
  }
}

function modeRow({ probe }: Extract<TreeNode, { kind: 'mode' }>, { t }: RowContext): TreeRow {
  const [icon, colour] = probeIcons[probe.outcome];
  const words = probeWords(probe, t);
  const variant = [probe.family === 6 ? 'IPv6' : null, probe.tls ? 'TLS' : null].filter(
    (part) => part !== null,
  );
  const label = [probe.mode, ...variant].join(' ');
  return {
    label,
    description: words,
    icon,
    colour,
    tooltip: [`${label}: ${words}`, printable(probe.reply ?? '')].filter((line) => line !== ''),
    context: ['mode', isPassive(probe.mode) ? 'passive' : 'active'],
    spoken: `${label}, ${words}`,
    collapsible: false,
  };
}

/** A file as a person knows it: its path without the URI around it. */
function pathOf(file: string): string {
  const path = file.replace(/^[a-z][a-z0-9+.-]+:(?:\/\/[^/]*)?/i, '');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function configRow({ file }: Extract<TreeNode, { kind: 'config' }>, { t }: RowContext): TreeRow {
  const path = pathOf(file);
  const label = path.split(/[\\/]/).at(-1) ?? path;
  return {
    label,
    description: t("the server's configuration file · {path}", { path }),
    icon: 'settings-gear',
    colour: null,
    tooltip: [file, t('Diagnoses of this endpoint go by this file too, and their remedies are made in it.')],
    context: ['config'],
    spoken: t("{name}, the server's configuration file", { name: label }),
    collapsible: false,
  };
}

/** The words and marks of one row. */
export function presentNode(node: TreeNode, context: RowContext): TreeRow {
  const { t } = context;
  switch (node.kind) {
    case 'endpoint':
      return endpointRow(node, context);
    case 'finding':
      return findingRow(node, context);
    case 'mode':
      return modeRow(node, context);
    case 'config':
      return configRow(node, context);
    case 'bad': {
      const words = faultWords(node.entry.fault, t);
      return {
        label: node.entry.label,
        description: words,
        icon: 'warning',
        colour: amber,
        tooltip: [
          t('This entry of the setting ftpDiagnose.endpoints cannot be used.'),
          words,
          t('It is kept as it is; open the settings to mend it.'),
        ],
        context: ['bad'],
        spoken: [t('unusable entry'), node.entry.label, words].join(', '),
        collapsible: false,
      };
    }
  }
}

/** How many endpoints fail: the view's badge. */
export function failingCount(states: readonly EndpointState[]): number {
  return states.filter(({ phase, report }) => {
    if (phase !== 'done' || report === null) return false;
    const outcome = outcomeOf(report);
    return outcome === 'problems' || outcome === 'unreachable';
  }).length;
}
