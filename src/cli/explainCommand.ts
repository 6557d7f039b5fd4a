import type { Translate } from '../core/l10n.ts';
import { omittedWords, partlyWords } from '../core/import/partlyWords.ts';
import { readEvidence, type EvidenceFault, type EvidenceFile } from '../core/import/index.ts';
import { buildReport } from '../core/report/buildReport.ts';
import { redactTrace } from '../core/report/redact.ts';
import type { Trace } from '../core/trace/trace.ts';
import { exitStatus, type Invocation } from './command.ts';
import { readServerConfig } from './configFile.ts';
import { streamInput } from './files.ts';
import { toolVersion } from './language.ts';
import { emit, planOutput } from './output.ts';
import { say } from './terminal.ts';
import { UsageError } from './usageError.ts';

async function readFiles({ terminal, args, t }: Invocation): Promise<EvidenceFile[]> {
  const names = args.positionals;
  if (names.length === 0) {
    throw new UsageError(
      t('Nothing to explain: name a file (ftp-diagnose explain report.json), or - to read standard input.'),
    );
  }
  if (names.filter((name) => name === '-').length > 1) {
    throw new UsageError(t('Standard input can be read once only; name - once.'));
  }
  const files: EvidenceFile[] = [];
  for (const name of names) {
    const chunks = name === '-' ? terminal.stdin : await streamInput(name, t('evidence'), t);
    files.push({ name: name === '-' ? 'stdin' : name, chunks });
  }
  return files;
}

function faultWords({ fault, file, at, expected }: EvidenceFault, t: Translate): string {
  switch (fault) {
    case 'empty':
      return t('Cannot explain "{file}": it is empty.', { file });
    case 'too-large':
      return t('Cannot explain "{file}": it is too large; cut out the part that matters.', { file });
    case 'unknown-format':
      return t(
        'Cannot explain "{file}": no FTP dialogue was found in it; give a log, a capture (pcap, pcapng) or a report that --json printed.',
        {
          file,
        },
      );
    case 'host-facts-only':
      return t(
        'Cannot explain "{file}" alone: it shows the state of a host and no FTP dialogue; give a log or a capture of the session with it.',
        { file },
      );
    case 'unknown-version':
      return t('Cannot explain "{file}": it was written by a newer ftp-diagnose; update this one.', { file });
    case 'damaged':
      return t('Cannot explain "{file}": {at} should be {expected}; make the report again.', {
        file,
        at: at ?? '',
        expected: expected ?? '',
      });
  }
}

/** `ftp-diagnose explain FILE...`: diagnoses from evidence. */
export async function explainCommand(invocation: Invocation): Promise<number> {
  const { terminal, args, t, lang } = invocation;
  const output = planOutput(args, t);
  const given = await readServerConfig(args, t);
  const evidence = await readEvidence(await readFiles(invocation));
  if ('fault' in evidence) throw new UsageError(faultWords(evidence, t));
  for (const part of evidence.partly) await say(terminal, partlyWords(part, t));
  if (evidence.traces.length === 0) {
    throw new UsageError(
      t('No FTP control connection was found; capture its port too, from the beginning of the session.'),
    );
  }
  const reports = evidence.traces.map((trace) => {
    const { settings } = trace;
    const known: Trace = {
      ...trace,
      settings: {
        ...settings,
        range: given.range ?? settings.range,
        config: given.config ?? settings.config,
      },
    };
    return buildReport(args.has('redact') ? redactTrace(known) : known, { t, lang, toolVersion });
  });
  await emit(terminal, output, { reports, omitted: evidence.omitted }, t);
  for (const line of omittedWords(evidence.omitted, t)) await say(terminal, line);
  const faulty = reports.some(({ findings }) => findings.some(({ severity }) => severity === 'error'));
  return faulty ? exitStatus.fault : exitStatus.fine;
}
