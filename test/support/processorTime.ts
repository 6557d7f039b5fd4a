/**
 * Processor time in milliseconds that this process spends in `work`: unlike the clock on the wall it says the same on a
 * machine that is busy with something else.
 */
export function processorMs(work: () => void): number {
  const started = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}
