import { fixAll } from '../src/core/config/lint/fixes.ts';
import { lint } from '../src/core/config/lint/lint.ts';
import { options } from '../src/core/config/options.ts';
import { createTranslate } from '../src/core/l10n.ts';

/**
 * Prints how long checking a vsftpd.conf of 100 kB takes, in milliseconds: the very first check of a process, whose code
 * nobody has compiled yet, then median and p95 of the checks of an editor that has been typed in. Ends with status 1 when a
 * median is over the bound.
 */
const boundMs = 5;
const t = createTranslate();
const warmUps = 40;
const runs = 200;

function fill(line: (index: number) => string): string {
  let text = 'listen=YES\nlisten_ipv6=NO\nanonymous_enable=NO\nlocal_enable=YES\n';
  for (let index = 0; text.length < 99_900; index++) text += line(index);
  return text.slice(0, 100_000);
}

const files: Readonly<Record<string, string>> = {
  'comments, as a real file has them': fill(
    (index) => `# what option number ${index} of this long file does\n`,
  ),
  'one setting a line': fill((index) => {
    const option = options[index % options.length];
    return `${option?.name ?? ''}=${option?.type === 'bool' ? 'YES' : '10'}\n`;
  }),
  'an unknown name a line': fill((index) => `no_such_option_${index}=YES\n`),
};

for (const [name, text] of Object.entries(files)) {
  const all: number[] = [];
  for (let run = 0; run < warmUps + runs; run++) {
    const started = performance.now();
    lint(text, null, t);
    all.push(performance.now() - started);
  }
  const times = all.slice(warmUps).sort((a, b) => a - b);
  const at = (share: number): string => (times[Math.floor(runs * share)] ?? 0).toFixed(2);
  console.log(
    `lint, ${name}: first ${(all[0] ?? 0).toFixed(1)} ms, median ${at(0.5)} ms (bound ${boundMs} ms), p95 ${at(0.95)} ms`,
  );
  if ((times[Math.floor(runs / 2)] ?? 0) > boundMs) process.exitCode = 1;
}
const started = performance.now();
fixAll(
  fill((index) => `Max_Clients = ${index}\n`),
  null,
  t,
);
console.log(`fix-all of thousands of faults: ${(performance.now() - started).toFixed(0)} ms`);
