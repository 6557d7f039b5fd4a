/** Processor time of this thread alone, in milliseconds; wall-clock time on a Node that cannot tell (before 23.9). */
function threadTime(): number {
  const { threadCpuUsage } = process as { threadCpuUsage?: () => { user: number; system: number } };
  if (threadCpuUsage === undefined) return performance.now();
  const { user, system } = threadCpuUsage.call(process);
  return (user + system) / 1000;
}

/**
 * Watches how long this thread is held by one task, in milliseconds of processor time, so that a loaded machine changes
 * nothing; the returned function ends the watch and gives the longest.
 */
export function watchTasks(): () => number {
  let [last, longest] = [threadTime(), 0];
  const look = (): void => {
    const now = threadTime();
    longest = Math.max(longest, now - last);
    last = now;
  };
  const clock = setInterval(look, 5);
  return () => {
    clearInterval(clock);
    look();
    return longest;
  };
}
