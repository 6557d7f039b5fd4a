import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchAlone, missing, resultOf } from '../launch.ts';
import { clientRecordings } from './clients.ts';
import { hostRecordings } from './hosts.ts';
import { logRecordings } from './logs.ts';

/**
 * `npm run record [WORD]`: records transcripts of real clients and servers in the lab into test/fixtures/transcripts, those
 * whose file name holds WORD, or all. Beside the lab's packages it needs what the recordings call: rclone, ruby, filezilla,
 * xvfb, locales, python3-pyftpdlib, libcommons-net-java, bsh. What is expected of a file stands beside it and is not touched.
 */
const fixtures = join(import.meta.dirname, '..', '..', 'fixtures');
const word = process.argv[2] ?? '';
const main = new URL('main.ts', import.meta.url).pathname;

const lacking = missing();
if (lacking !== null) {
  process.stderr.write(`${lacking}\n`);
  process.exit(2);
}
for (const { file, folder = 'transcripts' } of [...clientRecordings, ...logRecordings, ...hostRecordings]) {
  if (!file.includes(word)) continue;
  const { text } = (await resultOf(launchAlone(main, [file], ['ignore', 'pipe', 'pipe']), file)) as {
    text: string;
  };
  writeFileSync(join(fixtures, folder, file), text);
  console.log(`${file}: ${text.split('\n').length - 1} lines`);
}
