import { verbOf } from '../ftp/command.ts';
import { formatTarget, parseTarget } from '../ftp/target.ts';
import type { CertificateInfo, NoteEvent, SocketAddress, TraceEvent } from '../trace/event.ts';
import type { Settings, Trace, TraceSource } from '../trace/trace.ts';
import { base64FromBytes, bytesFromBase64, utf8FromBytes } from './redaction/byteText.ts';
import { namesInListing, redactListing } from './redaction/listing.ts';
import { hostOfGreeting, pathOfCommand, redactCommand, redactReply } from './redaction/protocolText.ts';
import { TextRedactor } from './redaction/textRedactor.ts';

/** Data of notes that is one of our own words. */
const ownData = new Set([
  'purpose',
  'mode',
  'reason',
  'why',
  'what',
  'test',
  'outcome',
  'fact',
  'tls',
  'family',
]);

/** Options of vsftpd.conf whose value is a user. */
const userOptions = new Set(['ftp_username', 'guest_username', 'chown_username', 'nopriv_user']);

function learnTarget(target: string | null, redactor: TextRedactor): void {
  const parsed = target === null ? null : parseTarget(target);
  if (parsed === null || 'fault' in parsed) return;
  redactor.learnHost(parsed.target.host);
  if (parsed.target.user !== null) redactor.learnUser(parsed.target.user);
}

function learnEvent(event: TraceEvent, redactor: TextRedactor): void {
  const bytes = event.raw === undefined ? null : bytesFromBase64(event.raw);
  switch (event.kind) {
    case 'resolve':
      redactor.learnHost(event.host);
      return;
    case 'command': {
      if (verbOf(event.text) === 'USER') redactor.learnUser(event.text.replace(/^\s*\S+\s+/, '').trim());
      const path = pathOfCommand(bytes ?? event.text);
      if (path !== null) redactor.learnPath(path);
      return;
    }
    case 'reply': {
      const host = hostOfGreeting(event.text);
      if (host !== null) redactor.learnHost(host);
      const path = /^257[ -]"((?:[^"\n]|"")*)"/.exec(bytes ?? event.text)?.[1];
      if (path !== undefined) redactor.learnPath(path);
      return;
    }
    case 'transfer':
      for (const name of namesInListing(bytes ?? '')) redactor.learnPath(name);
      return;
    case 'connect':
    case 'tls':
    case 'dial':
    case 'accept':
    case 'close':
    case 'note':
      return;
  }
}

/** Every name is learnt before the first text is read: a reply may show a user before its USER stands in the trace. */
function learn(trace: Trace, redactor: TextRedactor): void {
  learnTarget(trace.source.target, redactor);
  for (const event of trace.events) learnEvent(event, redactor);
  if (trace.vantage !== null) redactor.learnHost(trace.vantage.host);
}

function redactDistinguishedName(name: string, redactor: TextRedactor): string {
  return name.replace(/([A-Za-z][\w.]*)=((?:\\.|[^,\\])*)/g, (_, key: string, value: string) =>
    key === 'C' ? `${key}=XX` : `${key}=${redactor.place(value.trim().replace(/\s+/g, '-'))}`,
  );
}

function redactCertificate(certificate: CertificateInfo, redactor: TextRedactor): CertificateInfo {
  return {
    ...certificate,
    sha256: redactor.fingerprint(certificate.sha256),
    subject: redactDistinguishedName(certificate.subject, redactor),
    issuer: redactDistinguishedName(certificate.issuer, redactor),
    altNames: certificate.altNames.map((entry) => {
      const [, kind = '', name = ''] = /^((?:DNS|IP Address|email|URI):)?(.*)$/s.exec(entry) ?? [];
      return `${kind}${redactor.place(name)}`;
    }),
  };
}

/** `here` and `there` hold a line of the dialogue (note `alg-test`). */
function redactDatum(name: string, value: string, redactor: TextRedactor): string {
  if (name !== 'here' && name !== 'there') return redactor.text(value);
  return /^\d/.test(value) ? redactReply(value, redactor) : redactCommand(value, redactor);
}

function redactData(data: NoteEvent['data'], redactor: TextRedactor): NoteEvent['data'] {
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [
      name,
      typeof value === 'string' && !ownData.has(name) ? redactDatum(name, value, redactor) : value,
    ]),
  );
}

/** What stands in the fields of one kind of event only. */
function redactKind(event: TraceEvent, redactor: TextRedactor): TraceEvent {
  switch (event.kind) {
    case 'resolve':
      return {
        ...event,
        host: redactor.place(event.host),
        addresses: event.addresses.map((address) => redactor.addresses.of(address)),
      };
    case 'tls':
      return {
        ...event,
        ...(event.certificate == null ? {} : { certificate: redactCertificate(event.certificate, redactor) }),
        ...(event.clearText === undefined ? {} : { clearText: redactReply(event.clearText, redactor) }),
      };
    case 'note':
      return { ...event, data: redactData(event.data, redactor) };
    case 'connect':
    case 'command':
    case 'reply':
    case 'dial':
    case 'accept':
    case 'transfer':
    case 'close':
      return event;
  }
}

function redactSocketAddress(at: SocketAddress, redactor: TextRedactor): SocketAddress {
  return { ...at, address: redactor.addresses.of(at.address) };
}

/** The text of an event and its bytes, which stay each other's likeness. */
function redactWords(event: TraceEvent, redactor: TextRedactor): Pick<TraceEvent, 'text' | 'raw'> {
  const { kind, text, raw } = event;
  if (kind === 'transfer') {
    const listing =
      raw === undefined ? {} : { raw: base64FromBytes(redactListing(bytesFromBase64(raw), redactor)) };
    return { text: redactor.text(text), ...listing };
  }
  const redact = (words: string): string =>
    kind === 'command'
      ? redactCommand(words, redactor)
      : kind === 'reply'
        ? redactReply(words, redactor)
        : redactor.text(words);
  if (raw === undefined) return { text: redact(text) };
  const before = bytesFromBase64(raw);
  const bytes = redact(before);
  const own = before === text ? bytes : utf8FromBytes(before) === text ? utf8FromBytes(bytes) : redact(text);
  return {
    text: own,
    ...(/[\x80-\xff]/.test(bytes) ? { raw: base64FromBytes(bytes) } : {}),
  };
}

function redactEvent(event: TraceEvent, redactor: TextRedactor): TraceEvent {
  const { raw: _raw, ...rest } = redactKind(event, redactor);
  return {
    ...rest,
    ...redactWords(event, redactor),
    ...(event.local == null ? {} : { local: redactSocketAddress(event.local, redactor) }),
    ...(event.remote == null ? {} : { remote: redactSocketAddress(event.remote, redactor) }),
  };
}

function redactTarget(target: string, redactor: TextRedactor): string {
  const parsed = parseTarget(target);
  if ('fault' in parsed) return target.startsWith('practice://') ? target : redactor.text(target);
  const { host, user } = parsed.target;
  return formatTarget({
    ...parsed.target,
    host: redactor.place(host),
    user: user === null ? null : redactor.names.user(user),
  });
}

function redactFile<T extends { readonly file?: string }>(entry: T, redactor: TextRedactor): T {
  return entry.file === undefined ? entry : { ...entry, file: redactor.names.path(entry.file) };
}

function redactSource(source: TraceSource, redactor: TextRedactor): TraceSource {
  const target = source.target === null ? null : redactTarget(source.target, redactor);
  return { ...redactFile(source, redactor), target };
}

function redactSettings(settings: Settings, redactor: TextRedactor): Settings {
  const { config, activeAddress } = settings;
  return {
    ...settings,
    activeAddress: activeAddress === null ? null : redactor.addresses.of(activeAddress),
    config:
      config === null
        ? null
        : Object.fromEntries(
            Object.entries(config).map(([option, value]) => [
              option,
              userOptions.has(option) ? redactor.names.user(value) : redactor.text(value),
            ]),
          ),
  };
}

/**
 * A trace for sharing: host names, users, paths, certificate names and addresses become stable stand-ins wherever they
 * stand, in the octets of 227 and PORT too; equal stays equal, so the report built from it finds the same. Free text
 * that names an organisation in other words is not recognised.
 */
export function redactTrace(trace: Trace): Trace {
  const redactor = new TextRedactor();
  learn(trace, redactor);
  const events = trace.events.map((event) => redactEvent(event, redactor));
  const { vantage } = trace;
  return {
    ...trace,
    source: redactSource(trace.source, redactor),
    sources: trace.sources.map((entry) => redactFile(entry, redactor)),
    vantage:
      vantage === null
        ? null
        : {
            ...vantage,
            host: redactor.names.host(vantage.host),
            addresses: vantage.addresses.map((address) => redactor.addresses.of(address)),
          },
    settings: redactSettings(trace.settings, redactor),
    events,
  };
}
