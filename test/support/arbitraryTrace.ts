import fc from 'fast-check';
import type { TraceEvent } from '../../src/core/trace/event.ts';

const address = fc.constantFrom(
  '192.168.0.130',
  '123.56.241.199',
  '172.17.9.135',
  '0.0.0.0',
  '100.64.0.9',
  '::1',
  '2001:db8::7',
  '::ffff:10.0.0.1',
  'not an address',
  '',
);
const port = fc.constantFrom(0, 20, 21, 1023, 21485, 65535);
const socket = fc.option(fc.record({ address, port }));
const ms = fc.option(fc.integer({ min: 0, max: 100_000 }));
const errno = fc.option(fc.constantFrom('ECONNREFUSED', 'EHOSTUNREACH', 'ETIMEDOUT'));

/** Command lines and replies that lead somewhere, besides random text. */
const commands = fc.oneof(
  fc.constantFrom(
    'USER a',
    'PASS ****',
    'AUTH TLS',
    'FEAT',
    'STAT',
    'SYST',
    'PASV',
    'EPSV',
    'EPSV ALL',
    'PORT 192,168,0,130,156,65',
    'PORT 1,2,3',
    'EPRT |2|2001:db8::9|4000|',
    'LIST',
    'RETR a',
    'ABOR',
    'QUIT',
    '',
  ),
  fc.string({ maxLength: 40 }),
);
const replies = fc.oneof(
  fc.constantFrom(
    '220 (vsFTPd 3.0.3)',
    '120 wait',
    '230 Login successful.',
    '331 Please specify the password.',
    '530 Login incorrect.',
    '421 Too many connections (1) from this IP',
    '227 Entering Passive Mode (172,17,9,135,83,237).',
    '227 Entering Passive Mode (0,0,0,0,1,1)',
    '227 Entering Passive Mode (999,1,1,1,0,0)',
    '229 Entering Extended Passive Mode (|||47011|)',
    '229 ok',
    '200 PORT command successful.',
    '500 Illegal PORT command.',
    "500 I won't open a connection to 10.0.0.1 (only to 125.120.45.15)",
    '500 OOPS: vsf_sysutil_bind',
    '150 Here comes the directory listing.',
    '226 Directory send OK.',
    '425 Failed to establish connection.',
    '425 Security: Bad IP connecting.',
    '426 Failure writing network stream.',
    '522 SSL connection failed: session reuse required',
    '550 Permission denied.',
    '211-FTP server status:\n     Connected to 125.120.45.15\n211 End',
    '211-Features:\n EPSV\n AUTH TLS\n211 End',
    '221 Goodbye.',
  ),
  fc.string({ maxLength: 200 }),
);
const dialOutcome = fc.constantFrom(
  'connected',
  'refused',
  'timed-out',
  'unreachable',
  'reset',
  'tls-failed',
  'not-tried',
  'unknown',
);
const transferOutcome = fc.constantFrom('ok', 'rejected', 'stalled', 'failed', 'unknown');

const own = fc.oneof(
  fc.record({ kind: fc.constant('command'), text: commands }),
  replies.map((text) => ({ kind: 'reply', text, code: Number(/^\d{3}/.exec(text)?.[0] ?? 0) })),
  fc.record({
    kind: fc.constant('resolve'),
    host: fc.string({ maxLength: 20 }),
    outcome: fc.constantFrom('ok', 'failed'),
    addresses: fc.array(address, { maxLength: 4 }),
  }),
  fc.record({ kind: fc.constant('connect'), outcome: dialOutcome }),
  fc.record({
    kind: fc.constant('tls'),
    outcome: fc.constantFrom('ok', 'failed', 'unknown'),
    resumed: fc.option(fc.boolean()),
    fresh: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('dial'),
    as: fc.constantFrom('advertised', 'control-peer'),
    outcome: dialOutcome,
    via: fc.option(fc.constant('eth0')),
    reason: fc.option(fc.constantFrom('time', 'forbidden-address', 'second-address')),
  }),
  fc.record({
    kind: fc.constant('accept'),
    outcome: fc.constantFrom('connected', 'timed-out', 'foreign', 'unknown'),
  }),
  fc.record({
    kind: fc.constant('transfer'),
    command: fc.constantFrom('LIST', 'MLSD', 'RETR'),
    outcome: transferOutcome,
    bytes: fc.option(fc.nat(100_000)),
    truncated: fc.boolean(),
    raw: fc.base64String({ maxLength: 200 }),
  }),
  fc.record({
    kind: fc.constant('close'),
    outcome: fc.constantFrom('client', 'server', 'reset', 'timed-out', 'unknown'),
  }),
  fc.record({
    kind: fc.constant('note'),
    note: fc.constantFrom(
      'session',
      'skipped',
      'limit',
      'silence',
      'stopped',
      'port-verdict',
      'alg-test',
      'hold',
      'x',
    ),
    data: fc.dictionary(
      fc.constantFrom(
        'mode',
        'family',
        'tls',
        'reason',
        'purpose',
        'test',
        'outcome',
        'what',
        'why',
        '__proto__',
      ),
      fc.oneof(fc.constantFrom('PASV', 'EPRT', 'time', 4, 6, true, null), fc.string({ maxLength: 8 })),
    ),
  }),
);

const event = fc
  .tuple(
    own,
    fc.record({
      session: fc.nat(3),
      connection: fc.nat(3),
      channel: fc.constantFrom('control', 'data', 'host'),
      from: fc.constantFrom('client', 'server', 'local'),
      at: fc.option(fc.nat(60_000)),
      text: fc.string({ maxLength: 30 }),
      ms,
      errno,
      local: socket,
      remote: socket,
    }),
  )
  .map(([kind, base]) => ({ ...base, ...kind }));

/** Any sequence of well-formed events, sensible or not. */
export const arbitraryEvents: fc.Arbitrary<readonly TraceEvent[]> = fc
  .array(event, { maxLength: 60 })
  .map((events) => events.map((item, id) => ({ ...item, id }) as unknown as TraceEvent));
