import { createNetwork } from '../core/node/createNetwork.ts';
import { formatJson } from '../core/report/json.ts';
import { displayWidth, padTo, wrap } from '../core/report/wrap.ts';
import { findPracticeScenario, practiceScenarios, startPractice } from '../practice/index.ts';
import { exitStatus, type Invocation } from './command.ts';
import { readSettings, runLive } from './liveRun.ts';
import { nearest } from './nearest.ts';
import { emit, planOutput } from './output.ts';
import { say, styleFor, widthFor, write } from './terminal.ts';
import { UsageError } from './usageError.ts';

/** Prints the scenarios, one a line. */
async function listScenarios({ terminal, args, t }: Invocation): Promise<number> {
  if (args.has('json')) {
    const scenarios = practiceScenarios.map((scenario) => ({
      name: scenario.name,
      description: scenario.describe(t),
      expected: scenario.expected,
    }));
    await write(terminal.stdout, formatJson({ scenarios }));
    return exitStatus.fine;
  }
  const style = styleFor(terminal, args.has('no-color'));
  const names = Math.max(...practiceScenarios.map(({ name }) => displayWidth(name)));
  const indent = names + 4;
  const lines = practiceScenarios.flatMap((scenario) => {
    const [first = '', ...rest] = wrap(scenario.describe(t), { width: widthFor(terminal) - indent });
    return [
      `  ${style.strong(padTo(scenario.name, names))}  ${first}`,
      ...rest.map((line) => ' '.repeat(indent) + line),
    ];
  });
  const head = t('Faulty servers on a practice network inside this program; nothing leaves your machine:');
  const foot = t('Diagnose one of them: ftp-diagnose practice eip-normal');
  const text = [...wrap(head, { width: widthFor(terminal) }), '', ...lines, '', foot, ''].join('\n');
  await write(terminal.stdout, text);
  return exitStatus.fine;
}

function readScenario({ args, t }: Invocation): string | null {
  const [name, ...rest] = args.positionals;
  if (name === undefined) return null;
  if (rest.length > 0) throw new UsageError(t('One scenario at a time; leave out what follows its name.'));
  if (findPracticeScenario(name) !== null) return name;
  const meant = nearest(
    name,
    practiceScenarios.map((scenario) => scenario.name),
  );
  throw new UsageError(
    meant === null
      ? t('Unknown scenario; ftp-diagnose practice lists them.')
      : t('Unknown scenario; did you mean "{meant}"? ftp-diagnose practice lists all.', { meant }),
  );
}

/** `ftp-diagnose practice [SCENARIO]`: diagnoses a server that is known to be faulty, and says whether its fault was found. */
export async function practiceCommand(invocation: Invocation): Promise<number> {
  const { terminal, args, t } = invocation;
  const name = readScenario(invocation);
  if (name === null) return listScenarios(invocation);
  const output = planOutput(args, t);
  const settings = readSettings(invocation, 1);
  const practice = await startPractice(name);
  try {
    const { scenario, target, targetName, password, vantage, transport } = practice;
    const { report, interrupted } = await runLive(invocation, {
      target,
      network: createNetwork(transport),
      options: {
        kind: 'practice',
        targetName,
        settings,
        family: 0,
        holdMs: null,
        ca: null,
        password,
        vantage,
      },
    });
    await emit(terminal, output, { reports: [report], omitted: null }, t);
    if (interrupted !== null) return interrupted;
    const found = new Set<string>(report.findings.map(({ id }) => id));
    const missed = [scenario.expected, ...scenario.also].filter((id) => !found.has(id));
    if (missed.length === 0) return exitStatus.fine;
    await say(terminal, t('The fault of this scenario was not named: {ids}', { ids: missed.join(', ') }));
    return exitStatus.fault;
  } finally {
    practice.close();
  }
}
