import { errorMessage } from '../errorText.ts';
import type { Trace } from '../trace/trace.ts';
import type { DiagnoseOptions, Diagnosis } from './options.ts';
import { runPlan } from './plan.ts';
import { Run } from './run.ts';
import { formatTarget, type Target } from '../ftp/target.ts';

/**
 * Diagnoses a server: the one entry of live probing. Nothing of the network makes it reject; aborting `signal` closes
 * every socket and leaves the partial trace.
 */
export function diagnose(target: Target, options: DiagnoseOptions): Diagnosis {
  const startedAt = new Date().toISOString();
  const started = options.network.now();
  const abort = new AbortController();
  let finished: number | null = null;
  let interrupted = false;
  const onAbort = (): void => {
    interrupted = true;
    abort.abort();
  };
  if (options.signal?.aborted === true) onAbort();
  options.signal?.addEventListener('abort', onAbort, { once: true });
  const run = new Run(target, options, abort.signal);

  const trace = (): Trace => ({
    source: { kind: options.kind, target: options.targetName ?? formatTarget(target) },
    sources: [{ id: 0, kind: 'probe', point: 'client' }],
    vantage: options.vantage,
    startedAt,
    durationMs: Math.round((finished ?? options.network.now()) - started),
    settings: options.settings,
    complete: finished !== null && run.stopped === null && !interrupted,
    stopped: interrupted ? 'ctrl-c' : run.stopped,
    omitted: run.recorder.omitted,
    events: run.recorder.events(),
  });

  const done = runPlan(run)
    .catch((error: unknown) => {
      run.recorder.note(0, 'internal-error', {}, { text: errorMessage(error) });
      run.stopped ??= 'closed';
    })
    .then(() => {
      finished = options.network.now();
      const last = trace();
      // Whatever a late callback still holds is closed now.
      abort.abort();
      options.signal?.removeEventListener('abort', onAbort);
      return last;
    });
  return { done, trace };
}
