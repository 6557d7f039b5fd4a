import {
  listOf,
  objectOf,
  oneOf,
  orNull,
  readBoolean,
  readCount,
  readNumber,
  readPort,
  readString,
  recordOf,
} from './jsonReader.ts';
import type { Fields, Read } from './jsonReader.ts';
import type { CertificateInfo, EventSource, SocketAddress, TraceEvent } from './event.ts';

const kinds = [
  'resolve',
  'connect',
  'tls',
  'command',
  'reply',
  'dial',
  'accept',
  'transfer',
  'close',
  'note',
] as const;

const dialOutcome = oneOf(
  'connected',
  'refused',
  'timed-out',
  'unreachable',
  'reset',
  'tls-failed',
  'not-tried',
  'unknown',
);

const socketAddress: Read<SocketAddress> = objectOf((field) => ({
  address: field('address', readString),
  port: field('port', readPort),
}));

const source: Read<EventSource> = objectOf((field, has) => ({
  id: field('id', readCount),
  ...(has('line') ? { line: field('line', readCount) } : {}),
  ...(has('frame') ? { frame: field('frame', readCount) } : {}),
}));

const certificate: Read<CertificateInfo> = objectOf((field) => ({
  sha256: field('sha256', readString),
  subject: field('subject', readString),
  issuer: field('issuer', readString),
  validFrom: field('validFrom', orNull(readString)),
  validTo: field('validTo', orNull(readString)),
  altNames: field('altNames', listOf(readString)),
  faults: field(
    'faults',
    listOf(oneOf('expired', 'not-yet-valid', 'wrong-name', 'self-signed', 'untrusted', 'other')),
  ),
  code: field('code', orNull(readString)),
}));

/** A value of a note's data. */
const scalar: Read<string | number | boolean | null> = (value, path) => {
  if (typeof value === 'boolean') return value;
  return typeof value === 'number' ? readNumber(value, path) : orNull(readString)(value, path);
};

type Has = (name: string) => boolean;

function readBase(field: Fields, has: Has): Omit<TraceEvent, 'kind'> {
  return {
    id: field('id', readCount),
    at: field('at', orNull(readNumber)),
    session: field('session', readCount),
    connection: field('connection', readCount),
    channel: field('channel', oneOf('control', 'data', 'host')),
    from: field('from', oneOf('client', 'server', 'local')),
    text: field('text', readString),
    ...(has('raw') ? { raw: field('raw', readString) } : {}),
    ...(has('ms') ? { ms: field('ms', orNull(readNumber)) } : {}),
    ...(has('bytes') ? { bytes: field('bytes', orNull(readCount)) } : {}),
    ...(has('local') ? { local: field('local', orNull(socketAddress)) } : {}),
    ...(has('remote') ? { remote: field('remote', orNull(socketAddress)) } : {}),
    ...(has('errno') ? { errno: field('errno', orNull(readString)) } : {}),
    ...(has('source') ? { source: field('source', source) } : {}),
  };
}

function readTlsFields(field: Fields, has: Has): object {
  return {
    outcome: field('outcome', oneOf('ok', 'failed', 'unknown')),
    ...(has('protocol') ? { protocol: field('protocol', orNull(readString)) } : {}),
    ...(has('cipher') ? { cipher: field('cipher', orNull(readString)) } : {}),
    ...(has('certificate') ? { certificate: field('certificate', orNull(certificate)) } : {}),
    ...(has('resumed') ? { resumed: field('resumed', orNull(readBoolean)) } : {}),
    ...(has('fresh') ? { fresh: field('fresh', readBoolean) } : {}),
    ...(has('clearText') ? { clearText: field('clearText', readString) } : {}),
  };
}

/** What each kind has beyond the base. */
const own: Readonly<Record<(typeof kinds)[number], (field: Fields, has: Has) => object>> = {
  resolve: (field) => ({
    host: field('host', readString),
    outcome: field('outcome', oneOf('ok', 'failed')),
    addresses: field('addresses', listOf(readString)),
  }),
  connect: (field, has) => ({
    outcome: field('outcome', dialOutcome),
    ...(has('used') ? { used: field('used', readBoolean) } : {}),
  }),
  tls: readTlsFields,
  command: () => ({}),
  reply: (field) => ({ code: field('code', readCount) }),
  dial: (field, has) => ({
    as: field('as', oneOf('advertised', 'control-peer')),
    outcome: field('outcome', dialOutcome),
    ...(has('via') ? { via: field('via', orNull(readString)) } : {}),
    ...(has('reason') ? { reason: field('reason', orNull(readString)) } : {}),
  }),
  accept: (field) => ({ outcome: field('outcome', oneOf('connected', 'timed-out', 'foreign', 'unknown')) }),
  transfer: (field, has) => ({
    command: field('command', readString),
    outcome: field('outcome', oneOf('ok', 'rejected', 'stalled', 'failed', 'unknown')),
    truncated: field('truncated', readBoolean),
    ...(has('ending') ? { ending: field('ending', oneOf('server', 'reset')) } : {}),
  }),
  close: (field) => ({
    outcome: field('outcome', oneOf('client', 'server', 'reset', 'timed-out', 'unknown')),
  }),
  note: (field) => ({ note: field('note', readString), data: field('data', recordOf(scalar)) }),
};

/** Reads one trace event from untrusted JSON; what an event does not define is left behind. */
export const readEvent: Read<TraceEvent> = objectOf((field, has) => {
  const kind = field('kind', oneOf(...kinds));
  return { ...readBase(field, has), kind, ...own[kind](field, has) } as TraceEvent;
});
