import { deriveFacts } from '../src/core/diagnosis/deriveFacts.ts';
import { rules } from '../src/core/diagnosis/rules/index.ts';
import { runRules } from '../src/core/diagnosis/runRules.ts';
import { createTranslate } from '../src/core/l10n.ts';
import { longTrace } from '../test/support/longTrace.ts';

/** Prints how long facts and rules take on a trace of 10,000 events: the median of many runs, in milliseconds of processor time. */
const trace = longTrace(10_000);
const t = createTranslate();
const runs = 60;

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** Processor time, so that a busy machine does not count. */
function timed<T>(work: () => T): { readonly result: T; readonly ms: number } {
  const started = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(started);
  return { result, ms: (user + system) / 1000 };
}

const derived: number[] = [];
const ruled: number[] = [];
for (let run = 0; run < runs; run += 1) {
  const facts = timed(() => deriveFacts(trace));
  derived.push(facts.ms);
  ruled.push(timed(() => runRules(rules, facts.result, t)).ms);
}
console.log(`${trace.events.length} events, ${rules.length} rules, median of ${runs} runs`);
console.log(`facts ${median(derived).toFixed(2)} ms`);
console.log(`rules ${median(ruled).toFixed(2)} ms`);
