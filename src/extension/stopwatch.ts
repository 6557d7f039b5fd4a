/** How long activation took, in milliseconds: by the clock, and as work of this thread where Node can tell. */
export interface ActivationTime {
  readonly wallMs: number;
  readonly workMs: number;
}

/** Microseconds of work of this thread; absent before Node 23.9. */
type ThreadCpuUsage = () => { readonly user: number; readonly system: number };

/** Starts measuring; the result stops it. */
export function startStopwatch(): () => ActivationTime {
  const usage = (process as { threadCpuUsage?: ThreadCpuUsage }).threadCpuUsage?.bind(process);
  const work = (): number | null => {
    const used = usage?.();
    return used === undefined ? null : (used.user + used.system) / 1000;
  };
  const wallBefore = performance.now();
  const workBefore = work();
  return () => {
    const wallMs = performance.now() - wallBefore;
    const workAfter = work();
    return { wallMs, workMs: workBefore === null || workAfter === null ? wallMs : workAfter - workBefore };
  };
}
