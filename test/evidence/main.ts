import {
  evidenceFixtures,
  evidenceFolders,
  fixtureSecrets,
  hasFixtures,
  judgeEvidence,
  orphans,
  type EvidenceFixture,
  type EvidenceVerdict,
  type ExpectedSession,
} from '../support/evidenceFixtures.ts';

/**
 * Reads every transcript, capture and pile of host facts below test/fixtures, and prints what was expected of each
 * against what was found. Ends with 1 when a row is wrong, a file has no expectation, or there are fewer than the goal.
 * Usage: `main.ts [WORD]`, only cases whose name holds WORD. `--found NAME` prints what was found as JSON.
 */

/** How many cases of a folder there are at least. */
const goals: Readonly<Record<string, number>> = { transcripts: 60, captures: 25 };

interface Row {
  readonly fixture: EvidenceFixture;
  readonly verdict: EvidenceVerdict;
}

function short({ findings }: ExpectedSession): string {
  return findings.length === 0 ? '-' : findings.join(', ');
}

/** The sessions of a case in one line: those that say the same are counted. */
function summary(sessions: readonly ExpectedSession[]): string {
  const counts = new Map<string, number>();
  for (const session of sessions) counts.set(short(session), (counts.get(short(session)) ?? 0) + 1);
  const parts = [...counts].map(([text, count]) => (count === 1 ? text : `${count}× ${text}`));
  return parts.join(' / ') || 'no session';
}

function rowText({ fixture, verdict }: Row, width: number): string {
  const { name, expected } = fixture;
  const isRight = verdict.complaints.length === 0;
  const head = `${isRight ? 'right' : 'WRONG'}  ${name.padEnd(width)}  ${expected.format.padEnd(13)}  `;
  const blank = ' '.repeat(head.length);
  if (isRight) return `${head}${summary(expected.sessions)}`;
  return [
    `${head}expected ${summary(expected.sessions)}`,
    `${blank}found    ${summary(verdict.found.sessions)}`,
    ...verdict.complaints.map((complaint) => `${blank}${complaint}`),
  ].join('\n');
}

async function judgeFolder(folder: string, word: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (const fixture of evidenceFixtures(folder)) {
    if (fixture.name.includes(word))
      rows.push({ fixture, verdict: await judgeEvidence(fixture, fixtureSecrets) });
  }
  return rows;
}

function table(folder: string, rows: readonly Row[]): string {
  const width = Math.max(0, ...rows.map(({ fixture }) => fixture.name.length));
  const formats = new Set(rows.map(({ fixture }) => fixture.expected.format));
  const right = rows.filter(({ verdict }) => verdict.complaints.length === 0).length;
  const recorded = rows.filter(({ fixture }) => fixture.expected.origin === 'recorded').length;
  return [
    `${folder}: expected, and what was found where it differs`,
    ...rows.map((each) => rowText(each, width)),
    `${right} of ${rows.length} ${folder} right, ${recorded} of them recorded from real runs, ${formats.size} formats`,
    '',
  ].join('\n');
}

async function main(): Promise<void> {
  const [first = '', second = ''] = process.argv.slice(2);
  const folders = evidenceFolders.filter(hasFixtures);
  if (first === '--found') {
    const fixture = folders.flatMap(evidenceFixtures).find(({ name }) => name === second);
    if (fixture === undefined) throw new Error(`No fixture is named "${second}"`);
    console.log(JSON.stringify((await judgeEvidence(fixture)).found, null, 2));
    return;
  }
  for (const folder of folders) {
    const rows = await judgeFolder(folder, first);
    console.log(table(folder, rows));
    if (rows.some(({ verdict }) => verdict.complaints.length > 0)) process.exitCode = 1;
    if (first !== '') continue;
    const unclaimed = orphans(folder);
    if (unclaimed.length > 0) console.log(`Without expectation in ${folder}: ${unclaimed.join(', ')}\n`);
    const goal = goals[folder] ?? 0;
    if (rows.length < goal) console.log(`${folder}: ${rows.length} cases, ${goal} are wanted\n`);
    if (unclaimed.length > 0 || rows.length < goal) process.exitCode = 1;
  }
}

await main();
