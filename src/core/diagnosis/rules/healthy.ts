import type { Translate } from '../../l10n.ts';
import { uploadVerbs } from '../../ftp/command.ts';
import { sayEmpty } from '../emptyListing.ts';
import type { Facts } from '../facts.ts';
import { isListed } from '../passiveMode.ts';
import { defineRule } from '../rule.ts';
import { lines } from '../wording.ts';

/** Below this many bytes no packet is full, and a path that swallows full ones goes unnoticed. */
const conclusive = 2000;

function sayModes(facts: Facts, t: Translate): string | null {
  const working = facts.modes.filter(({ outcome }) => outcome === 'ok').map(({ mode }) => mode);
  return working.length === 0
    ? null
    : t('These modes work: {modes}.', { modes: [...new Set(working)].join(', ') });
}

function saySkipped(facts: Facts, t: Translate): string | null {
  const skipped = facts.modes.filter(
    ({ outcome, reason }) => outcome === 'skipped' && reason !== 'ipv4-only',
  );
  return skipped.length === 0
    ? null
    : t('Not tried: {modes}.', { modes: [...new Set(skipped.map(({ mode }) => mode))].join(', ') });
}

function sayBytes(facts: Facts, bytes: number, t: Translate): string {
  const known = facts.channels.some(({ transfer }) => transfer?.outcome === 'ok' && transfer.bytes !== null);
  if (!known) return t('Transfers came through; how many bytes they moved is not in the evidence.');
  return bytes < conclusive
    ? t(
        '{bytes} bytes were received. That is too little to rule out a path that swallows full-sized packets (below 2 kB).',
        { bytes },
      )
    : t('{bytes} bytes were received.', { bytes });
}

function verdictOf({ trace }: Facts, listed: boolean, t: Translate): string {
  if (listed && trace.stopped === null)
    return t('The server is in order: login, data connections and listing work.');
  if (listed)
    return t('Nothing is wrong so far: a listing came through, and then the diagnosis ended early.');
  switch (trace.stopped) {
    case 'ctrl-c':
      return t(
        'The diagnosis was stopped before it could find anything out; run it again and let it finish.',
      );
    case 'time':
      return t(
        'The time limit came before anything could be found out; run it again with a longer --timeout.',
      );
    case 'login':
    case 'closed':
      return t(
        'The session ended before data connections could be tried; see the dialogue for the last reply.',
      );
    case null:
      return t(
        'No fault is visible in what was seen, but no listing or file was transferred: diagnose with a listing to be sure.',
      );
  }
}

/** Nothing above info was found; says what was checked and what was not. */
export const healthy = defineRule({
  id: 'healthy',
  check(facts, t, found) {
    if (found.some(({ severity }) => severity !== 'info')) return null;
    const listed = facts.channels.filter(isListed);
    const bytes = listed.reduce((sum, { transfer }) => sum + (transfer?.bytes ?? 0), 0);
    const [first] = listed;
    const proof = first?.transferReplies ?? facts.trace.events.filter(({ kind }) => kind === 'reply');
    const uploaded = listed.some(({ transfer }) => uploadVerbs.has(transfer?.command ?? ''));
    const whole = facts.trace.complete && facts.trace.stopped === null;
    return {
      severity: 'info',
      confidence: first === undefined || !whole ? 'possible' : 'proven',
      owner: 'server',
      title:
        first === undefined
          ? t('No fault is visible, and no transfer was seen either')
          : t('Login, data connections and listing work'),
      explanation: lines(
        first === undefined ? null : sayModes(facts, t),
        first === undefined ? null : sayBytes(facts, bytes, t),
        first === undefined ? null : sayEmpty(facts, bytes, t),
        saySkipped(facts, t),
        uploaded ? null : t('No upload was tried.'),
        whole ? null : t('The diagnosis ended early; what came after was not looked at.'),
      ),
      verdict: verdictOf(facts, first !== undefined, t),
      evidence: [(proof.at(-1) ?? facts.trace.events.at(-1))?.id, first?.carrier?.event, first?.reply?.id],
    };
  },
});
