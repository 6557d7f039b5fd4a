import { formatSocketAddress } from '../ftp/address.ts';
import type { Translate } from '../l10n.ts';
import type { NoteEvent, TraceEvent } from '../trace/event.ts';
import { purposeWords } from './purposeWords.ts';
import { duration, reasonWords } from './words.ts';

function withheldWords(why: string, t: Translate): string {
  switch (why) {
    case 'tls-unsupported':
      return t('The password was not sent: the server offers no TLS');
    case 'certificate':
      return t('The password was not sent: the certificate is not trusted');
    case 'fingerprint':
      return t('The password was not sent: the certificate differs from the first session’s');
    case 'no-password':
      return t('No password was given');
    default:
      return t('The password was not sent');
  }
}

/** What a session that was left idle came to. */
function holdWords(seconds: string, alive: boolean, t: Translate): string {
  return alive
    ? t('Idle for {seconds} s: the control connection lives', { seconds })
    : t('Idle for {seconds} s: the control connection is dead', { seconds });
}

/** What became of the idle tests that were asked for and raise no finding: passed, or not made. */
export function idleTestWords(events: readonly TraceEvent[], t: Translate): string[] {
  return events.flatMap((event) => {
    if (event.kind !== 'note') return [];
    const passed = event.note === 'hold' && event.data['alive'] === true;
    return passed || event.note === 'hold-not-made' ? noteWords(event, t) : [];
  });
}

/** What is out of the ordinary in the packets of a data connection. */
function segmentsWords({ data }: NoteEvent, t: Translate): string {
  const number = (name: string): number | null => {
    const value = data[name];
    return typeof value === 'number' ? value : null;
  };
  const [syns, byClient, byServer] = [
    number('syns'),
    number('retransmittedByClient'),
    number('retransmittedByServer'),
  ];
  const silent = number('silentMs');
  const icmpFrom = String(data['icmpFrom'] ?? '');
  const parts = [
    syns === null ? '' : t('the SYN was sent {count} times', { count: syns }),
    byClient === null ? '' : t('the client sent {count} segments again', { count: byClient }),
    byServer === null ? '' : t('the server sent {count} segments again', { count: byServer }),
    silent === null ? '' : t('silent for {time}', { time: duration(t, silent) }),
    data['tooBig'] === true
      ? t('{address} says that packets are too big', { address: icmpFrom })
      : icmpFrom === ''
        ? ''
        : t('{address} says that it cannot be reached', { address: icmpFrom }),
  ];
  return parts.filter((part) => part !== '').join(t(', '));
}

/** What a fact of the machines says; empty where its own text says it best. */
function hostFactWords({ data }: NoteEvent, t: Translate): string {
  const port = String(data['port'] ?? '');
  const address = String(data['address'] ?? '');
  switch (String(data['fact'])) {
    case 'syn-not-arrived':
      return t('The SYN to port {port} left here and never arrived there', { port });
    case 'syn-unanswered-there':
      return t('The SYN to port {port} arrived there and was not answered', { port });
    case 'syn-answered-there':
      return t('The SYN to port {port} was answered there; the answer did not arrive here', { port });
    case 'inbound-not-arrived':
      return t('The server’s SYN to port {port} left there and never arrived here', { port });
    case 'inbound-unanswered':
      return t('The server’s SYN to port {port} arrived here and was not answered', { port });
    case 'client-seen-as':
      return t('The server sees the client as {address}', { address });
    case 'client-address':
      return t('The client’s own address is {address}', { address });
    case 'server-address':
      return t('The server’s own address is {address}', { address });
    case 'data-port-listening':
      return t('The server listens on {address}:{port}', {
        address: formatSocketAddress(address, null),
        port,
      });
    default:
      return '';
  }
}

/** Whether a note's text is no more than a name of this tool's, and says nothing to a person. */
export function isNameOnly({ note, text }: NoteEvent): boolean {
  return text === note || text.startsWith(`${note} `) || note === 'skipped' || note === 'alg-test';
}

/** What a note says in one line: its meaning where its text is no more than a name, else the text itself. */
export function noteText(event: NoteEvent, t: Translate): string {
  const { note, data } = event;
  if (note === 'session' && typeof data['purpose'] === 'string') {
    return t('A control session begins: {purpose}', { purpose: purposeWords(data['purpose'], t) });
  }
  const own = event.text === note || event.text.startsWith(`${note} `) ? '' : event.text;
  const meaning = note === 'host-fact' ? hostFactWords(event, t) : own === '' ? noteWords(event, t) : '';
  if (meaning !== '') return meaning;
  if (own !== '') return own;
  return [note, ...Object.entries(data).map(([name, value]) => `${name}=${String(value)}`)].join(' ');
}

/** What a note says, in plain words; empty where its own text says it all. */
export function noteWords(event: NoteEvent, t: Translate): string {
  const word = (name: string): string => String(event.data[name] ?? '');
  switch (event.note) {
    case 'session':
      return t('A control session begins');
    case 'skipped':
      return t('{mode} was not run: {reason}', {
        mode: word('mode'),
        reason: reasonWords(t, word('reason')),
      });
    case 'limit':
      return t('The server allows no further session of ours');
    case 'silence':
      return event.ms == null
        ? t('No reply came')
        : t('No reply came within {time}', { time: duration(t, event.ms) });
    case 'stray-line':
      return t('A line that belongs to no reply');
    case 'line-too-long':
    case 'reply-too-long':
      return t('Longer than any reply should be; cut here');
    case 'port-verdict':
      return event.data['accepted'] === true
        ? t('With the address that the server sees, PORT is accepted')
        : t('With the address that the server sees, PORT is refused as well');
    case 'hold':
      return holdWords(word('seconds'), event.data['alive'] === true, t);
    case 'hold-not-made':
      return t('The idle test was not made: {reason}', { reason: reasonWords(t, word('why')) });
    case 'stopped':
      return t('The run ended here: {reason}', { reason: reasonWords(t, word('why')) });
    case 'password-withheld':
      return withheldWords(word('why'), t);
    case 'pending-transfer':
      return t('The transfer is still pending; the server keeps this session for a while');
    case 'internal-error':
      return t('An error of this tool');
    case 'alg-test':
      return t('A test for devices that edit FTP');
    case 'host-fact':
      return hostFactWords(event, t) || t('Read on the host');
    case 'data-dial-failed':
      return t('The client could not open the data connection');
    case 'login-refused':
      return t('The client says that the login was refused');
    case 'bind-echo':
      return t('An echo of the refused PORT, no port conflict');
    case 'address-replaced':
      return t('The client does not dial the announced address');
    case 'segments':
      return segmentsWords(event, t);
    case 'hidden-command':
      return t('Asked for under TLS; the command cannot be read');
    case 'gap':
      return t('{bytes} bytes are missing in the capture', { bytes: word('bytes') });
    default:
      return '';
  }
}
