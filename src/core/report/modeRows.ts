import { formatSocketAddress, socketText } from '../ftp/address.ts';
import type { Translate } from '../l10n.ts';
import { printableStart } from './printable.ts';
import type { Attempt, Probe, Report, Sample, Transfer } from './report.ts';
import { attemptWords, duration, outcomeTone, outcomeWord, reasonWords, type Tone } from './words.ts';
import { isPassive } from '../trace/trace.ts';

/** One thing that was tried: where, what came of it and how long it took. */
export interface Step {
  readonly tone: Tone;
  /** The address and port that were tried; empty for none. */
  readonly where: string;
  /** What came of it, in words or in the server's own. */
  readonly what: string;
  /** How long it took, in words; empty where that is not known. */
  readonly time: string;
}

/** One mode and all that was tried with it. */
export interface ModeRow {
  /** The mode with what sets it apart, `PASV IPv6 TLS`. */
  readonly label: string;
  readonly tone: Tone;
  /** Its outcome in a word. */
  readonly word: string;
  readonly steps: readonly Step[];
}

const replyLimit = 60;

function transferWords(t: Translate, { command, outcome, reply, bytes, truncated }: Transfer): string {
  const answer = printableStart(reply ?? '', replyLimit);
  switch (outcome) {
    case 'ok':
      if (bytes === null) return t('{command} came through', { command });
      return truncated
        ? t('{command}: {bytes} bytes, then cut off by this tool', { command, bytes })
        : t('{command}: {bytes} bytes', { command, bytes });
    case 'rejected':
      return t('connected, {command} refused: {reply}', { command, reply: answer });
    case 'stalled':
      return bytes === null
        ? t('{command} stopped half-way', { command })
        : t('{command} stopped after {bytes} bytes', { command, bytes });
    case 'failed':
      return answer === ''
        ? t('{command} failed', { command })
        : t('{command} failed: {reply}', { command, reply: answer });
    case 'unknown':
      return t('connected');
  }
}

/** The attempt that carried the listing: the control peer's where both connected, since it is dialled as the second. */
function carrier(attempts: readonly Attempt[]): Attempt | undefined {
  const connected = attempts.filter(({ outcome }) => outcome === 'connected');
  return connected.find(({ as }) => as === 'control-peer') ?? connected[0];
}

function transferTone({ outcome }: Transfer): Tone {
  if (outcome === 'ok' || outcome === 'unknown') return 'good';
  return outcome === 'rejected' ? 'doubtful' : 'bad';
}

function attemptTone(attempt: Attempt, transfer: Transfer | null): Tone {
  if (attempt.outcome === 'not-tried' || attempt.outcome === 'unknown') return 'none';
  if (attempt.outcome !== 'connected') return 'bad';
  return transfer === null ? 'good' : transferTone(transfer);
}

function attemptStep(t: Translate, attempt: Attempt, transfer: Transfer | null): Step {
  const { address, port, ms } = attempt;
  return {
    tone: attemptTone(attempt, transfer),
    where: address === null ? '' : formatSocketAddress(address, port),
    what: transfer === null ? attemptWords(t, attempt) : transferWords(t, transfer),
    time: duration(t, ms),
  };
}

/** Milliseconds from the first to the last event of a mode, null without a clock. */
function span(report: Report, probe: Probe): number | null {
  const ids = new Set(probe.events);
  const times = report.events.flatMap(({ id, at }) => (ids.has(id) && at !== null ? [at] : []));
  return times.length < 2 ? null : Math.max(...times) - Math.min(...times);
}

/** The step of a mode without any data connection: refused, skipped, or asked and never answered. */
function lonelyStep(report: Report, t: Translate, probe: Probe): Step {
  const { sent, reply, reason, outcome } = probe;
  const where = socketText(sent) ?? '';
  const time = outcome === 'skipped' ? '' : duration(t, span(report, probe));
  const what =
    reply !== null
      ? printableStart(reply, replyLimit)
      : reason !== null
        ? reasonWords(t, reason)
        : outcomeWord(t, outcome);
  return { tone: outcomeTone(outcome), where, what, time };
}

function activeSteps(report: Report, t: Translate, probe: Probe): Step[] {
  const { accepted, attempts, sent, transfer } = probe;
  const where = socketText(sent) ?? '';
  const arrivals = accepted.map(({ address, port, ms }) => ({
    tone: 'good' as const,
    where,
    what: t('the server came from {address}', { address: formatSocketAddress(address, port) }),
    time: duration(t, ms),
  }));
  const moved: Step[] =
    transfer === null
      ? []
      : [{ tone: transferTone(transfer), where: '', what: transferWords(t, transfer), time: '' }];
  if (arrivals.length > 0) return [...arrivals, ...moved];
  const missed = attempts.find(({ as, outcome }) => as === 'inbound' && outcome !== 'connected');
  if (missed === undefined) return [lonelyStep(report, t, probe)];
  const what = t("accepted, but the server's connection never came");
  return [{ tone: outcomeTone(probe.outcome), where, what, time: duration(t, missed.ms) }];
}

/** Whether this sample's port answered; null when it was not dialled. */
function answered({ attempts }: Sample): boolean | null {
  if (attempts.some(({ outcome }) => outcome === 'connected')) return true;
  return attempts.some(({ outcome }) => outcome !== 'not-tried' && outcome !== 'unknown') ? false : null;
}

function ports(samples: readonly Sample[], value: boolean): string {
  return samples
    .filter((sample) => answered(sample) === value)
    .flatMap(({ advertised, attempts }) => advertised?.port ?? attempts[0]?.port ?? [])
    .join(', ');
}

/** One line about all the ports that were tried, when there was more than one. */
function sampleStep(t: Translate, probe: Probe): Step[] {
  const tried = probe.samples.filter((sample) => answered(sample) !== null);
  if (tried.length < 2) return [];
  const good = tried.filter((sample) => answered(sample) === true).length;
  const count = { good, all: tried.length };
  const what =
    good === tried.length
      ? t('{good} of {all} ports answered', count)
      : good === 0
        ? t('none of {all} ports answered', { all: tried.length })
        : t('{good} of {all} ports answered: {ports}; not: {dead}', {
            ...count,
            ports: ports(tried, true),
            dead: ports(tried, false),
          });
  const tone = good === tried.length ? 'good' : good === 0 ? 'bad' : 'doubtful';
  return [{ tone, where: '', what, time: '' }];
}

function steps(report: Report, t: Translate, probe: Probe): Step[] {
  if (!isPassive(probe.mode)) return activeSteps(report, t, probe);
  if (probe.attempts.length === 0) return [lonelyStep(report, t, probe)];
  const carried = carrier(probe.attempts);
  return [
    ...probe.attempts.map((attempt) => attemptStep(t, attempt, attempt === carried ? probe.transfer : null)),
    ...sampleStep(t, probe),
  ];
}

/** What was tried, mode by mode. */
export function modeRows(report: Report, t: Translate): ModeRow[] {
  const families = new Set(report.probes.map(({ family }) => family));
  return report.probes.map((probe) => ({
    label: [probe.mode, families.size > 1 && probe.family === 6 ? 'IPv6' : '', probe.tls ? 'TLS' : '']
      .filter((part) => part !== '')
      .join(' '),
    tone: outcomeTone(probe.outcome),
    word: outcomeWord(t, probe.outcome),
    steps: steps(report, t, probe),
  }));
}
