import { deriveFacts } from '../src/core/diagnosis/deriveFacts.ts';
import { rules } from '../src/core/diagnosis/rules/index.ts';
import { runRules } from '../src/core/diagnosis/runRules.ts';
import { createTranslate } from '../src/core/l10n.ts';
import { longTrace } from '../test/support/longTrace.ts';

/**
 * Prints how long facts and rules take on a trace of 10,000 events, in milliseconds: the lower quartile of many runs, so
 * that what else the machine does hardly counts. Ends with status 1 when both together take longer than the bound.
 */
const trace = longTrace(10_000);
const t = createTranslate();
const runs = 120;
const bound = 10;

function timed<T>(times: number[], work: () => T): T {
  const started = performance.now();
  const result = work();
  times.push(performance.now() - started);
  return result;
}

function quartile(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 4)] ?? 0;
}

const derived: number[] = [];
const ruled: number[] = [];
for (let run = 0; run < runs; run += 1) {
  const facts = timed(derived, () => deriveFacts(trace));
  timed(ruled, () => runRules(rules, facts, t));
}
const [facts, checks] = [quartile(derived), quartile(ruled)];
console.log(`${trace.events.length} events, ${rules.length} rules, lower quartile of ${runs} runs`);
console.log(`facts ${facts.toFixed(2)} ms`);
console.log(`rules ${checks.toFixed(2)} ms`);
console.log(`together ${(facts + checks).toFixed(2)} ms, bound ${bound} ms`);
if (facts + checks > bound) process.exitCode = 1;
