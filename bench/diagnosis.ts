import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { createNetwork } from '../src/core/node/createNetwork.ts';
import { nodeTransport } from '../src/core/node/nodeTransport.ts';
import type { Transport } from '../src/core/node/transport.ts';
import { diagnose } from '../src/core/probe/diagnose.ts';
import { modes } from '../src/core/trace/trace.ts';
import { ScriptedServer } from '../test/support/scriptedServer.ts';
import { eprt, polite, port } from '../test/support/scripts.ts';
import { openLink } from './link.ts';

/** Round trip time of the link in milliseconds. */
const roundTripMs = 50;
/** The whole diagnosis may take this many times as long as curl takes for one listing. */
const bound = 4;
const rounds = 7;
const user = 'bench';
const password = 'bench-password';

const run = promisify(execFile);

/** How long some work takes, in milliseconds. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** The machine's transport, with dials that take a round trip as they would over a real link. */
function slowDials(): Transport {
  const real = nodeTransport();
  return {
    ...real,
    async dial(remote, limits) {
      const [result] = await Promise.all([real.dial(remote, limits), sleep(roundTripMs)]);
      return { ...result, ms: result.ms + roundTripMs };
    },
  };
}

/** The engine alone, without the start of a process; every dial pays for its handshake. */
async function diagnoseInProcess(controlPort: number): Promise<void> {
  const trace = await diagnose(
    { scheme: 'ftp', host: '127.0.0.1', port: controlPort, user, path: null },
    {
      network: createNetwork(slowDials()),
      kind: 'probe',
      family: 0,
      holdMs: null,
      ca: null,
      password,
      vantage: { host: 'bench', addresses: ['127.0.0.1'], platform: process.platform, remote: null },
      settings: {
        insecure: false,
        modes,
        samples: 6,
        timeoutMs: 5000,
        range: null,
        config: null,
        activeAddress: null,
        activePorts: null,
      },
    },
  ).done;
  const listings = trace.events.filter((event) => event.kind === 'transfer' && event.outcome === 'ok');
  if (!trace.complete || listings.length !== modes.length) {
    throw new Error(`The diagnosis saw ${listings.length} listings, not one a mode`);
  }
}

async function main(): Promise<void> {
  const server = await new ScriptedServer({
    ...polite,
    PORT: port(roundTripMs),
    EPRT: eprt(roundTripMs),
  }).start();
  const link = await openLink(server.port, roundTripMs);
  const url = `ftp://127.0.0.1:${link.port}/`;
  const cases = [
    {
      name: 'curl, one listing',
      times: [] as number[],
      work: () => run('curl', ['--silent', '--fail', '--noproxy', '*', '--user', `${user}:${password}`, url]),
    },
    {
      name: 'ftp-diagnose, whole command',
      times: [] as number[],
      work: () =>
        run(process.execPath, ['dist/cli.cjs', url, '--user', user, '--json'], {
          env: { ...process.env, FTP_PASSWORD: password },
        }),
    },
    {
      name: 'ftp-diagnose, engine only',
      times: [] as number[],
      work: () => diagnoseInProcess(link.port),
    },
  ];
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (const { times, work } of cases) times.push(await timed(work));
    }
  } finally {
    link.close();
    server.close();
  }
  const listing = median(cases[0]?.times ?? []);
  console.log(`link: ${roundTripMs} ms round trip; medians of ${rounds} alternating runs; bound ${bound}`);
  let within = true;
  for (const { name, times } of cases) {
    const ms = median(times);
    within &&= ms <= bound * listing;
    console.log(`${name.padEnd(30)}${ms.toFixed(0).padStart(6)} ms${(ms / listing).toFixed(2).padStart(7)}`);
  }
  if (!within) {
    console.log(`over the bound of ${bound}`);
    process.exitCode = 1;
  }
}

await main();
