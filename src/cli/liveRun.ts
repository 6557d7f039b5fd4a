import type { Network } from '../core/probe/network.ts';
import { diagnose } from '../core/probe/diagnose.ts';
import type { DiagnoseOptions } from '../core/probe/options.ts';
import type { Target } from '../core/ftp/target.ts';
import { redactTrace } from '../core/report/redact.ts';
import { buildReport } from '../core/report/buildReport.ts';
import type { Report } from '../core/report/report.ts';
import type { Settings } from '../core/trace/trace.ts';
import type { Invocation } from './command.ts';
import { askHidden } from './hiddenPrompt.ts';
import { catchInterrupt } from './interrupt.ts';
import { toolVersion } from './language.ts';
import { Progress } from './progress.ts';
import { readModes, readNumber } from './values.ts';

/** The settings that a diagnosis of any network takes. @throws UsageError */
export function readSettings({ args, t }: Invocation, defaultSeconds: number): Settings {
  const timeout = readNumber(args, t, 'timeout', { from: 0.1, to: 600 }) ?? defaultSeconds;
  return {
    insecure: args.has('insecure'),
    modes: readModes(args, t),
    samples: readNumber(args, t, 'samples', { from: 1, to: 100, whole: true }) ?? 6,
    timeoutMs: Math.round(timeout * 1000),
    range: null,
    config: null,
    activeAddress: null,
    activePorts: null,
  };
}

/** What a live run needs beyond the invocation. */
export interface LiveRun {
  readonly target: Target;
  readonly network: Network;
  readonly options: Omit<DiagnoseOptions, 'network' | 'signal' | 'onEvent' | 'prompt'>;
}

/** A live run's report, and the status that an interruption asks for. */
export interface LiveResult {
  readonly report: Report;
  readonly interrupted: number | null;
}

/** Diagnoses with progress on the terminal; Ctrl-C closes the sockets and gives the partial report. */
export async function runLive(
  { terminal, args, t, lang }: Invocation,
  { target, network, options }: LiveRun,
): Promise<LiveResult> {
  const interrupt = catchInterrupt();
  const progress = new Progress(terminal, t);
  try {
    const run = diagnose(target, {
      ...options,
      network,
      signal: interrupt.signal,
      onEvent: (event) => progress.see(event),
      prompt: {
        password: async (user) => {
          progress.stop();
          const question = t('Password for {user} at {host}: ', { user, host: target.host });
          const answer = await askHidden(terminal, question, {
            signal: interrupt.signal,
            onInterrupt: () => interrupt.trigger(),
          });
          progress.start();
          return answer;
        },
      },
    });
    progress.start();
    const trace = await run.done;
    progress.stop();
    const shown = args.has('redact') ? redactTrace(trace) : trace;
    return { report: buildReport(shown, { t, lang, toolVersion }), interrupted: interrupt.status() };
  } finally {
    progress.stop();
    interrupt.release();
  }
}
