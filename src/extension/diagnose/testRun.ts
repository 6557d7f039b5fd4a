import { isIPv4, isIPv6 } from '../../core/ftp/address.ts';
import { parseTarget, type Target } from '../../core/ftp/target.ts';
import type { NextTest } from '../../core/report/report.ts';
import { modes, type Mode, type PortRange } from '../../core/trace/trace.ts';
import { parsePortRange } from '../endpoints/endpoint.ts';

/** What one run changes about the settings; what is left out stays as it is set. */
export interface RunChanges {
  readonly modes?: readonly Mode[];
  readonly samples?: number;
  readonly timeoutMs?: number;
  readonly range?: PortRange;
  readonly activeAddress?: string;
  readonly activePorts?: PortRange;
  readonly family?: 4 | 6;
  /** Milliseconds of the idle test. */
  readonly holdMs?: number;
}

/** A test that a finding offers, as the editor runs it. */
export interface TestRun {
  readonly target: Target;
  readonly changes: RunChanges;
}

function positive(text: string | undefined): number | null {
  const value = /^\d{1,5}$/.test(text ?? '') ? Number(text) : 0;
  return value > 0 ? value : null;
}

function modesOf(text: string | undefined): readonly Mode[] | null {
  const asked = (text ?? '').split(',');
  const known = modes.filter((mode) => asked.includes(mode.toLowerCase()));
  return known.length === asked.length ? known : null;
}

function named<K extends keyof RunChanges>(
  name: K,
  value: Required<RunChanges>[K] | null,
): RunChanges | null {
  return value === null ? null : { [name]: value };
}

function milliseconds(text: string | undefined): number | null {
  const seconds = positive(text);
  return seconds === null ? null : seconds * 1000;
}

/** The options of `ftp-diagnose` with a value that the editor knows; null for a value that is none. */
const readers: Readonly<Record<string, (value: string | undefined) => RunChanges | null>> = {
  '--mode': (value) => named('modes', modesOf(value)),
  '--samples': (value) => named('samples', positive(value)),
  '--timeout': (value) => named('timeoutMs', milliseconds(value)),
  '--hold': (value) => named('holdMs', milliseconds(value)),
  '--range': (value) => named('range', parsePortRange(value ?? '')),
  '--active-ports': (value) => named('activePorts', parsePortRange(value ?? '')),
  '--active-address': (value = '') => named('activeAddress', isIPv4(value) || isIPv6(value) ? value : null),
};

const flags: Readonly<Record<string, RunChanges>> = {
  '-4': { family: 4 },
  '-6': { family: 6 },
  // The editor asks about a certificate and names its fault; nobody accepts one unseen.
  '--insecure': {},
};

/**
 * What a test asks for; null where it must run elsewhere or asks for something that only the command line can do.
 * `--insecure` leaves the question about the certificate to the person.
 */
export function readTestRun({ target, options, where }: NextTest): TestRun | null {
  if (where !== undefined) return null;
  const parsed = parseTarget(target);
  if ('fault' in parsed) return null;
  let changes: RunChanges = {};
  for (let index = 0; index < options.length; index += 1) {
    const option = options[index] ?? '';
    const flag = flags[option];
    const change = flag ?? readers[option]?.(options[(index += 1)]) ?? null;
    if (change === null) return null;
    changes = { ...changes, ...change };
  }
  return { target: parsed.target, changes };
}
