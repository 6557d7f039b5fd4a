import { readFileSync } from 'node:fs';

/**
 * Whether a process is at work. One that has ended and is fetched by nobody is not: so it stays where process 1 of a
 * container does not look after orphans. Where there is no /proc, whatever takes a signal counts.
 */
export function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'latin1'));
  } catch {
    return true;
  }
}
