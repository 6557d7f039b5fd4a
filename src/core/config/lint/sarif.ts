/** SARIF 2.1.0 (OASIS), as code scanning reads it. */
import type { ConfFile } from '../confFile.ts';
import type { LintedFile } from './lintJson.ts';
import { regionOf } from './lintJson.ts';
import type { LintProblem } from './problem.ts';
import { lintRuleIds } from './ruleIds.ts';

const levels = { error: 'error', warning: 'warning', info: 'note' } as const;

function artifactUri(name: string): string {
  const path = name.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
  return name.startsWith('/') ? `file://${path}` : path;
}

function region(file: ConfFile, start: number, end: number) {
  const { line, column, endLine, endColumn } = regionOf(file, start, end);
  return { startLine: line, startColumn: column, endLine, endColumn };
}

function result({ name, file }: LintedFile, problem: LintProblem) {
  const artifactLocation = { uri: artifactUri(name.isWellFormed() ? name : name.toWellFormed()) };
  return {
    ruleId: problem.id,
    ruleIndex: lintRuleIds.indexOf(problem.id),
    level: levels[problem.severity],
    message: { text: problem.message },
    locations: [{ physicalLocation: { artifactLocation, region: region(file, problem.start, problem.end) } }],
    ...(problem.related.length > 0 && {
      relatedLocations: problem.related.map(({ start, end, text }) => ({
        message: { text },
        physicalLocation: { artifactLocation, region: region(file, start, end) },
      })),
    }),
    ...(problem.fixes.length > 0 && {
      fixes: problem.fixes.map(({ title, edits }) => ({
        description: { text: title },
        artifactChanges: [
          {
            artifactLocation,
            replacements: edits.map(({ start, end, newText }) => ({
              deletedRegion: region(file, start, end),
              insertedContent: { text: newText },
            })),
          },
        ],
      })),
    }),
  };
}

/** What `lint --sarif` prints. */
export function sarifLog(files: readonly LintedFile[], toolVersion: string): string {
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'ftp-diagnose',
            semanticVersion: toolVersion,
            rules: lintRuleIds.map((id) => ({
              id,
              shortDescription: { text: `vsftpd.conf: ${id.replaceAll('-', ' ')}` },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: files.flatMap((file) => file.problems.map((problem) => result(file, problem))),
      },
    ],
  };
  return `${JSON.stringify(log, null, 1)}\n`;
}
