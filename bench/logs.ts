import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEvidence } from '../src/core/import/index.ts';

/**
 * Prints how long a log of 100 MB takes: time on the wall, processor time, sessions kept and counted. The logs are
 * recorded ones, repeated. Ends with status 1 when one takes more processor time than the bound.
 */
const boundSeconds = 5;
const size = 100 * 1024 * 1024;
const chunkSize = 64 * 1024;
const folder = join(import.meta.dirname, '..', 'test', 'fixtures', 'transcripts');
const files = [
  'lab-vsftpd-seed-eip-normal.log',
  'lab-lftp-file-seed-eip-normal.log',
  'lab-filezilla-zh_CN-seed-eip-normal.log',
  'lab-curl-v-range-dropped.txt',
];

async function* repeated(part: Uint8Array): AsyncGenerator<Uint8Array> {
  const count = Math.max(1, Math.floor(chunkSize / part.length));
  const chunk = Buffer.concat(Array.from({ length: count }, () => part));
  for (let sent = 0; sent < size; sent += chunk.length) yield await Promise.resolve(chunk);
}

for (const file of files) {
  const part = readFileSync(join(folder, file));
  const cpu = process.cpuUsage();
  const started = performance.now();
  const read = await readEvidence([{ name: file, chunks: repeated(part) }]);
  const wall = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const found =
    'fault' in read ? read.fault : `${read.traces.length} sessions and ${read.omitted.sessions} counted`;
  const processor = (user + system) / 1e6;
  console.log(
    `log of 100 MB, ${file}: ${wall.toFixed(1)} s (processor ${processor.toFixed(1)} s, bound ${boundSeconds} s), ${found}`,
  );
  if (processor > boundSeconds) process.exitCode = 1;
}
