import {
  formatSocketAddress,
  isInsideScope,
  sameAddress,
  scopeOf,
  socketText,
} from '../../core/ftp/address.ts';
import { argumentOf, verbOf } from '../../core/ftp/command.ts';
import type { Translate } from '../../core/l10n.ts';
import type {
  DialEvent,
  NoteEvent,
  ReplyEvent,
  TlsEvent,
  TraceEvent,
  TransferEvent,
} from '../../core/trace/event.ts';
import type { Tone } from '../../core/report/words.ts';
import { decode } from './decoding.ts';
import { isNameOnly, noteWords } from '../../core/report/noteWords.ts';
import { duration } from '../../core/report/words.ts';
import { commandWords, replyWords } from './eventWords.ts';
import { dialTone, dialWords } from './outcomeWords.ts';
import { purposeWords } from '../../core/report/purposeWords.ts';

/** What an event's meaning depends on. */
export interface EventSetting {
  /** Verb of the last command of the session, empty before the first. */
  readonly verb: string;
  readonly peer: string | null;
}

/** The words of a row: what stands on its line, what became of it, what it means. */
export interface EventTexts {
  readonly label: string;
  readonly foreign: boolean;
  readonly outcome: string;
  readonly words: string;
  readonly tone: Tone;
  readonly decoding: string | null;
  readonly mismatch: boolean;
}

const plain: EventTexts = {
  label: '',
  foreign: false,
  outcome: '',
  words: '',
  tone: 'none',
  decoding: null,
  mismatch: false,
};

function passiveReply(event: ReplyEvent, setting: EventSetting, t: Translate): Partial<EventTexts> {
  const decoding = decode(setting.verb, event.code, event.text);
  if (decoding === null) return {};
  const { target, arithmetic } = decoding;
  if (target === null) return { words: t('No address and port can be read from it'), tone: 'bad' };
  const { address, port } = target;
  if (address === null) return { words: t('Come to port {port}, same address', { port }) };
  const place = formatSocketAddress(address, port);
  if (setting.peer === null || sameAddress(address, setting.peer)) {
    return { words: t('Come to {place}', { place }), decoding: arithmetic };
  }
  const words = isInsideScope(scopeOf(address))
    ? t('Come to {place}: private, not the address reached', { place })
    : t('Come to {place}: not the address that was reached', { place });
  return { words, decoding: arithmetic, tone: 'bad', mismatch: true };
}

function replyTexts(event: ReplyEvent, setting: EventSetting, t: Translate): EventTexts {
  const tone = event.code >= 400 || event.code === 0 ? 'doubtful' : 'none';
  const words = replyWords(event.code, setting.verb, t);
  return { ...plain, label: event.text, foreign: true, words, tone, ...passiveReply(event, setting, t) };
}

function commandTexts(text: string, t: Translate): EventTexts {
  const [verb, argument] = [verbOf(text), argumentOf(text)];
  const decoding = decode(verb, null, argument);
  const target = decoding?.target ?? null;
  const words =
    target === null
      ? commandWords(verb, argument, t)
      : t('Asks the server to connect to {place}', {
          place: formatSocketAddress(target.address ?? '', target.port),
        });
  return { ...plain, label: text, foreign: true, words, decoding: decoding?.arithmetic ?? null };
}

function tlsTexts(event: TlsEvent, t: Translate): EventTexts {
  const tone: Tone = event.outcome === 'ok' ? 'good' : event.outcome === 'failed' ? 'bad' : 'none';
  const label =
    event.protocol == null
      ? t('TLS handshake')
      : t('TLS handshake, {protocol}', { protocol: event.protocol });
  const resumed = event.resumed === true ? t('session resumed') : '';
  const outcome = event.outcome === 'failed' ? t('failed') : resumed;
  const words =
    event.outcome === 'failed' ? t('Encryption could not be agreed on') : t('From here on it is encrypted');
  return { ...plain, label, outcome, words: event.outcome === 'unknown' ? '' : words, tone };
}

function transferTexts(event: TransferEvent, t: Translate): EventTexts {
  const command = event.command === '' ? t('transfer') : event.command;
  const bytes = event.bytes ?? null;
  const label = bytes === null ? command : t('{command}: {bytes} bytes', { command, bytes });
  switch (event.outcome) {
    case 'ok':
      return { ...plain, label, words: t('The data came through'), tone: 'good' };
    case 'rejected':
      return {
        ...plain,
        label,
        outcome: t('refused'),
        words: t('The server refused the command'),
        tone: 'doubtful',
      };
    case 'stalled':
      return {
        ...plain,
        label,
        outcome: t('stopped'),
        words: t('It began, then no more bytes came'),
        tone: 'bad',
      };
    case 'failed':
      return { ...plain, label, outcome: t('failed'), words: t('The transfer failed'), tone: 'bad' };
    case 'unknown':
      return { ...plain, label, words: t('How it ended was not seen') };
  }
}

/** Where a data dial goes and why, in plain words. */
function dialMeaning(event: DialEvent, elsewhere: boolean, { verb }: EventSetting, t: Translate): string {
  if (elsewhere && event.outcome === 'not-tried') return t('Where the server said; not dialled');
  if (elsewhere && event.outcome !== 'connected') return t('Goes where the server said, and arrives nowhere');
  const repaired = verb === 'PASV' && event.as === 'control-peer';
  return repaired
    ? t('The same port, where a repairing client dials it')
    : t('The data connection, to where the server said');
}

function dialTexts(
  event: TraceEvent & { kind: 'dial' | 'connect' },
  setting: EventSetting,
  t: Translate,
): EventTexts {
  const place = socketText(event.remote) ?? event.text;
  const fast = event.outcome === 'connected' && event.ms != null;
  const outcome = fast ? duration(t, event.ms) : dialWords(event, t);
  const tone = event.kind === 'dial' && event.reason === 'second-address' ? 'none' : dialTone(event.outcome);
  if (event.kind === 'connect') {
    return {
      ...plain,
      label: t('connect {place}', { place }),
      outcome,
      words: t('The control connection'),
      tone,
    };
  }
  const label = event.outcome === 'connected' ? t('data {place}', { place }) : place;
  const elsewhere =
    setting.peer !== null && event.remote != null && !sameAddress(event.remote.address, setting.peer);
  const mismatch = elsewhere && event.outcome !== 'connected';
  const words = dialMeaning(event, elsewhere, setting, t);
  return { ...plain, label, outcome, words, tone, mismatch };
}

function acceptTexts(event: TraceEvent & { kind: 'accept' }, t: Translate): EventTexts {
  const place = socketText(event.local);
  if (event.outcome === 'timed-out') {
    const label = place === null ? t('data') : t('data to {place}', { place });
    return {
      ...plain,
      label,
      outcome: t('nobody came'),
      words: t('The server’s connection never arrived'),
      tone: 'bad',
    };
  }
  const from = socketText(event.remote);
  const label = from === null ? t('data') : t('data from {place}', { place: from });
  if (event.outcome === 'foreign') {
    const words = t('Came from another address than the server’s and was not used');
    return { ...plain, label, outcome: t('from elsewhere'), words, tone: 'doubtful' };
  }
  const time = event.ms == null ? '' : t('after {time}', { time: duration(t, event.ms) });
  return { ...plain, label, outcome: time, words: t('The server’s data connection arrives'), tone: 'good' };
}

function closeTexts(event: TraceEvent & { kind: 'close' }, t: Translate): EventTexts {
  switch (event.outcome) {
    case 'client':
      return { ...plain, label: t('closed'), words: t('Closed by the client') };
    case 'server':
      return { ...plain, label: t('closed'), words: t('Closed by the server') };
    case 'reset':
      return { ...plain, label: t('reset'), words: t('Torn down by a reset'), tone: 'doubtful' };
    case 'timed-out':
      return { ...plain, label: t('given up'), words: t('Nothing came any more'), tone: 'doubtful' };
    case 'unknown':
      return { ...plain, label: t('closed'), words: '' };
  }
}

function resolveTexts(event: TraceEvent & { kind: 'resolve' }, t: Translate): EventTexts {
  const { host } = event;
  if (event.outcome === 'failed') {
    const words = t('The name has no address');
    return { ...plain, label: host, foreign: true, outcome: t('not found'), words, tone: 'bad' };
  }
  if (event.addresses.every((address) => address === host)) {
    return { ...plain, label: host, foreign: true, words: t('An address; no name to look up') };
  }
  const label = `${host} → ${event.addresses.join(', ')}`;
  return { ...plain, label, foreign: true, words: t('The name is looked up') };
}

function isTrouble({ note, data }: NoteEvent): boolean {
  return note === 'silence' || note === 'limit' || (note === 'hold' && data['alive'] === false);
}

function noteTexts(event: NoteEvent, t: Translate): EventTexts {
  const tone = isTrouble(event) ? 'doubtful' : 'none';
  const words = noteWords(event, t);
  const purpose = event.note === 'session' ? event.data['purpose'] : null;
  if (typeof purpose === 'string')
    return { ...plain, label: purposeWords(purpose, t), foreign: true, words, tone };
  // A name of ours tells nobody anything: the meaning stands in its place.
  if (words !== '' && isNameOnly(event)) return { ...plain, label: words, words: '', tone };
  return { ...plain, label: event.text, foreign: true, words, tone };
}

/** The words of one event in its setting. */
export function eventTexts(event: TraceEvent, setting: EventSetting, t: Translate): EventTexts {
  switch (event.kind) {
    case 'resolve':
      return resolveTexts(event, t);
    case 'connect':
    case 'dial':
      return dialTexts(event, setting, t);
    case 'tls':
      return tlsTexts(event, t);
    case 'command':
      return commandTexts(event.text, t);
    case 'reply':
      return replyTexts(event, setting, t);
    case 'accept':
      return acceptTexts(event, t);
    case 'transfer':
      return transferTexts(event, t);
    case 'close':
      return closeTexts(event, t);
    case 'note':
      return noteTexts(event, t);
  }
}
