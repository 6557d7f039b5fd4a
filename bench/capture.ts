import { execFile, spawn } from 'node:child_process';
import { createWriteStream, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Conversation, pcapFile, pcapRecords } from '../test/support/packets.ts';

/**
 * Reads a capture of 1 GiB with `ftp-diagnose explain` and with tshark, in one run on the same file, and prints both
 * times, their ratio and the most memory that explain held. Ends with 1 over a bound. `bench/capture.ts MIB` takes
 * another size. The file is made anew in a temporary folder and removed.
 */

const mebibytes = Number(process.argv[2] ?? 1024);
/** explain must be this many times as fast as tshark. */
const leastRatio = 3;
/** Most memory that explain may hold, in MB. */
const mostMemory = 200;
const run = promisify(execFile);

/** One client: a login, a transfer of 5 MB, and beside it 3 MB of some other protocol. */
function round(number: number): Buffer {
  const client = `10.${(number >> 8) & 255}.${number & 255}.7`;
  const start = 1_000_000 + number * 1000;
  const control = new Conversation(`${client}:40000`, '192.0.2.10:21', start);
  control
    .open()
    .logsIn()
    .says('PASV\r\n')
    .hears(`227 Entering Passive Mode (192,0,2,10,117,${number & 255}).\r\n`)
    .says('RETR film.bin\r\n')
    .hears('150 Opening BINARY mode data connection for film.bin.\r\n');
  const data = new Conversation(
    `${client}:40001`,
    `192.0.2.10:${117 * 256 + (number & 255)}`,
    control.ms,
  ).open();
  const other = new Conversation(`${client}:40002`, '198.51.100.20:443', control.ms).open();
  const segment = Buffer.alloc(1448, number & 255);
  for (let sent = 0; sent < 3600; sent += 1) {
    data.hears(segment);
    if (sent < 2100) other.hears(segment);
  }
  data.closedByServer();
  control.ms = data.ms;
  control.hears('226 Transfer complete.\r\n').says('QUIT\r\n').hears('221 Goodbye.\r\n').closedByServer();
  const frames = [...control.frames, ...data.frames, ...other.frames];
  return pcapRecords(frames.sort((a, b) => a.ms - b.ms));
}

async function generate(file: string): Promise<number> {
  const stream = createWriteStream(file);
  stream.write(pcapFile([]));
  let [size, rounds] = [0, 0];
  while (size < mebibytes * 1024 * 1024) {
    const records = round(rounds);
    size += records.length;
    rounds += 1;
    if (!stream.write(records)) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'close');
  return rounds;
}

interface Measured {
  readonly seconds: number;
  readonly output: string;
}

async function timed(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Measured> {
  const started = performance.now();
  const { stdout } = await run(program, args, {
    env: { ...process.env, ...env },
    maxBuffer: 1024 * 1024 * 1024,
  }).catch((error: unknown) => {
    // A finding of severity error is no failure of the program.
    if (
      typeof error === 'object' &&
      error !== null &&
      'code' in error &&
      error.code === 1 &&
      'stdout' in error
    )
      return { stdout: String(error.stdout) };
    throw error;
  });
  return { seconds: (performance.now() - started) / 1000, output: stdout };
}

/** Reads the file once, so that both find it in memory. */
async function warm(file: string): Promise<void> {
  const child = spawn('cat', [file], { stdio: ['ignore', 'ignore', 'inherit'] });
  await once(child, 'exit');
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'ftp-bench-'));
  try {
    const file = join(folder, 'large.pcap');
    const rounds = await generate(file);
    await warm(file);
    const peak = join(folder, 'peak');
    const preload = new URL('../test/support/recordPeak.cjs', import.meta.url).pathname;
    const fields = [
      'frame.number',
      'ftp.request.command',
      'ftp.request.arg',
      'ftp.response.code',
      'ftp.response.arg',
    ];
    const tshark = await timed('tshark', [
      '-r',
      file,
      '-Y',
      'ftp',
      '-T',
      'fields',
      ...fields.flatMap((f) => ['-e', f]),
    ]);
    const ours = await timed(
      process.execPath,
      ['--require', preload, 'dist/cli.cjs', 'explain', file, '--json'],
      {
        PEAK_FILE: peak,
      },
    );
    const { reports } = JSON.parse(ours.output) as { reports: unknown[] };
    if (reports.length !== rounds) throw new Error(`explain found ${reports.length} sessions of ${rounds}`);
    const memory = (Number(readFileSync(peak, 'utf8')) * 1024) / 1e6;
    const ratio = tshark.seconds / ours.seconds;
    console.log(`capture of ${(statSync(file).size / 1024 ** 3).toFixed(2)} GiB, ${rounds} FTP sessions`);
    console.log(`tshark -Y ftp -T fields     ${tshark.seconds.toFixed(1).padStart(6)} s`);
    console.log(`ftp-diagnose explain        ${ours.seconds.toFixed(1).padStart(6)} s`);
    console.log(
      `${ratio.toFixed(1)} times as fast (at least ${leastRatio}), ${memory.toFixed(0)} MB at most (bound ${mostMemory})`,
    );
    if (ratio < leastRatio || memory >= mostMemory) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await main();
