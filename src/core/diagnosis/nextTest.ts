import type { Translate } from '../l10n.ts';
import { formatTarget, parseTarget, type Target } from '../ftp/target.ts';
import type { NextTest } from '../report/report.ts';
import { shellUrl, shellWord } from '../shellWord.ts';
import type { Facts } from './facts.ts';

/** What the test changes about the case at hand; everything else stays as it was diagnosed. */
export interface TestChange {
  readonly scheme?: Target['scheme'];
  readonly host?: string;
  readonly port?: number;
  readonly path?: string | null;
  /** Options of `ftp-diagnose`, `['--hold', '60']`. */
  readonly options?: readonly string[];
  readonly where?: NextTest['where'];
}

/** A sentence that names the next test, and the test itself where the case shows which server it is about. */
export interface TestStep {
  readonly step: string;
  readonly test: NextTest | null;
}

/**
 * What was diagnosed: the target of a live run, else the server that the evidence shows, with the login and the
 * protection that stand in it.
 */
function targetOf({ trace, control, sessions }: Facts): Target | null {
  const { kind, target } = trace.source;
  const parsed = target === null ? null : parseTarget(target);
  const named = parsed === null || 'fault' in parsed ? null : parsed.target;
  if (named !== null && kind === 'probe') return named;
  const host = named?.host ?? control.host ?? control.peer;
  if (host === null || kind === 'practice') return null;
  const scheme = control.tls === 'implicit' ? 'ftps' : control.tls === 'explicit' ? 'ftpes' : 'ftp';
  const port = named?.port ?? control.port ?? (scheme === 'ftps' ? 990 : 21);
  const user = named?.user ?? sessions[0]?.login.user ?? null;
  return { scheme, host, port, user: user?.toLowerCase() === 'anonymous' ? null : user, path: null };
}

/** Offers a diagnosis of the same server with something changed; `text` says what it tells, without a full stop. */
export function nextTest(facts: Facts, t: Translate, text: string, change: TestChange = {}): TestStep {
  const before = targetOf(facts);
  const { options = [], where, ...changes } = change;
  const target = before === null ? null : formatTarget({ ...before, ...changes }) + (change.path ?? '');
  // Evidence may name anything as its server: what no URL can hold is nothing to run.
  if (target === null || 'fault' in parseTarget(target)) {
    return { step: t('Test next: {test}.', { test: text }), test: null };
  }
  const command = ['ftp-diagnose', shellUrl(target), ...options.map(shellWord)].join(' ');
  const test = { text, command, target, options, ...(where === undefined ? {} : { where }) };
  return { step: t('{test}: {command}', { test: text, command }), test };
}

/** The same from another network, which shows on whose side a device stands. */
export function fromElsewhere(facts: Facts, t: Translate, options: readonly string[] = []): TestStep {
  return nextTest(facts, t, t('From another network (a mobile phone’s), to see whether it is your side'), {
    options,
    where: 'another-network',
  });
}
