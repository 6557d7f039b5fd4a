import { createNetwork } from '../../src/core/node/createNetwork.ts';
import { nodeTransport } from '../../src/core/node/nodeTransport.ts';
import { diagnose } from '../../src/core/probe/diagnose.ts';
import type { Report } from '../../src/core/report/report.ts';
import { modes, noSettings, type Mode } from '../../src/core/trace/trace.ts';
import { reportOf } from './practiceRun.ts';
import { ScriptedServer, type Script } from './scriptedServer.ts';

/** How a scripted server is diagnosed; each step takes `timeoutMs` at most. */
export interface LiveOptions {
  readonly timeoutMs: number;
  readonly modes?: readonly Mode[];
}

/** Diagnoses a scripted server on the loopback interface with the real engine, in this process. */
export async function diagnoseScript(script: Script, options: LiveOptions): Promise<Report> {
  const server = await new ScriptedServer(script).start();
  try {
    const target = {
      scheme: 'ftp',
      user: 'somebody',
      host: '127.0.0.1',
      port: server.port,
      path: null,
    } as const;
    const { done } = diagnose(target, {
      network: createNetwork(nodeTransport()),
      kind: 'probe',
      family: 4,
      holdMs: null,
      ca: null,
      password: 'x',
      vantage: { host: 'here', addresses: ['127.0.0.1'], platform: 'linux', remote: null },
      settings: { ...noSettings, modes: options.modes ?? modes, samples: 2, timeoutMs: options.timeoutMs },
    });
    return reportOf(await done);
  } finally {
    server.close();
  }
}
