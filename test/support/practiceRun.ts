import { createNetwork } from '../../src/core/node/createNetwork.ts';
import type { Transport } from '../../src/core/node/transport.ts';
import { diagnose } from '../../src/core/probe/diagnose.ts';
import { buildReport } from '../../src/core/report/buildReport.ts';
import type { RemedyEdit, Report } from '../../src/core/report/report.ts';
import { createTranslate } from '../../src/core/l10n.ts';
import { modes, type Trace } from '../../src/core/trace/trace.ts';
import { startPractice, type Practice } from '../../src/practice/index.ts';

/** The English report of a trace. */
export function reportOf(trace: Trace): Report {
  return buildReport(trace, { t: createTranslate(), lang: 'en', toolVersion: '0.0.0' });
}

/** Diagnoses a running practice network with the real engine, each step `timeoutMs` at most. */
export async function diagnosePractice(
  practice: Practice,
  timeoutMs: number,
  transport: Transport = practice.transport,
): Promise<Report> {
  const { done } = diagnose(practice.target, {
    network: createNetwork(transport),
    kind: 'practice',
    targetName: practice.targetName,
    family: 0,
    holdMs: null,
    ca: null,
    password: practice.password,
    vantage: practice.vantage,
    settings: {
      insecure: false,
      modes,
      samples: 6,
      timeoutMs,
      range: null,
      config: null,
      activeAddress: null,
      activePorts: null,
    },
  });
  return reportOf(await done);
}

/** Starts a scenario, diagnoses it and ends it. */
export async function runPractice(
  name: string,
  timeoutMs: number,
  edits: readonly RemedyEdit[] = [],
): Promise<Report> {
  const practice = await startPractice(name, edits);
  try {
    return await diagnosePractice(practice, timeoutMs);
  } finally {
    practice.close();
  }
}
