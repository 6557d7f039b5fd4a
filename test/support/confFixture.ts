import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { decodeFileText } from '../../src/core/config/fileText.ts';
import type { Flavour } from '../../src/core/config/flavour.ts';
import { flavourNamed } from '../../src/core/config/flavour.ts';

/** A vsftpd.conf that carries its own expectation. */
export interface ConfFixture {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly text: string;
  /** `# for: 3.0.3-debian`, null without. */
  readonly flavour: Flavour | null;
  /** `LINE ID`, sorted. */
  readonly expected: readonly string[];
}

const folder = join(import.meta.dirname, '..', 'fixtures', 'vsftpd');

/**
 * `# expect: ID…` names what is found in the next line that is no such mark, `# expect-first: ID…` what is found in
 * line 1. Where a comment would change the meaning a file of the same name with `.expect` lists `LINE ID` instead.
 */
function expectations(text: string): string[] {
  const found: string[] = [];
  let pending: string[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const mark = /^# expect(-first)?: (.*)$/.exec(line);
    const ids = mark?.[2]?.split(' ') ?? [];
    if (mark === null) {
      found.push(...pending.map((id) => `${index + 1} ${id}`));
      pending = [];
    } else if (mark[1] !== undefined) found.push(...ids.map((id) => `1 ${id}`));
    else pending.push(...ids);
  }
  return found;
}

function sidecar(name: string): string[] | null {
  try {
    return readFileSync(join(folder, `${name}.expect`), 'utf8')
      .trim()
      .split('\n');
  } catch {
    return null;
  }
}

function readFixture(file: string): ConfFixture {
  const name = file.replace(/\.conf$/, '');
  const bytes = readFileSync(join(folder, file));
  const text = decodeFileText(bytes);
  const wanted = /^# for: (\S+)$/m.exec(text)?.[1];
  const flavour = wanted === undefined ? null : flavourNamed(wanted);
  if (flavour === undefined) throw new Error(`${file}: no build is named "${wanted ?? ''}"`);
  return { name, bytes, text, flavour, expected: (sidecar(name) ?? expectations(text)).sort() };
}

/** Every file of test/fixtures/vsftpd. */
export function confFixtures(): readonly ConfFixture[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.conf'))
    .sort()
    .map(readFixture);
}
