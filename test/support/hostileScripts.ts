import { randomBytes } from 'node:crypto';
import type { Script, Step } from './scriptedServer.ts';
import { drip, endlessList, flood, hangUp, inTurn, list, pasv, polite, reset, say, send } from './scripts.ts';

/** A server that means harm, by the name of what it does. */
export interface HostileCase {
  readonly name: string;
  readonly script: Script;
}

const megabyte = 'x'.repeat(1024 * 1024);
/** Terminal control: clear screen, set title, hyperlink, device query, C1 forms, bell, backspace, bare CR. */
export const terminalAttack =
  '\x1b[2J\x1b]0;owned\x07\x1b]8;;http://evil.invalid\x07link\x1b]8;;\x07\x1b[6n\x9b31m\x07\b\b\bok\rgone\x00nul\u202egnp';

const steps = [
  'greeting',
  'USER',
  'PASS',
  'SYST',
  'FEAT',
  'PWD',
  'STAT',
  'PASV',
  'EPSV',
  'LIST',
  'PORT',
  'QUIT',
];

function changed(name: string, ...changes: readonly (readonly [string, Step])[]): HostileCase {
  return { name, script: { ...polite, ...Object.fromEntries(changes) } };
}

/** `code-` lines without end. */
const endlessReply = (code: number): Step => flood(`${code}-and more\r\n`.repeat(500));

/** Two listings' worth of replies that nobody asked for. */
const unasked = [
  '226 Directory send OK.',
  '530 Login incorrect.',
  '227 Entering Passive Mode (10,0,0,1,1,1).',
];

/** Addresses that a 227 must never make a client dial. */
export const forbiddenAddresses = [
  '169,254,169,254',
  '0,0,0,0',
  '127,0,0,2',
  '224,0,0,1',
  '255,255,255,255',
  '240,0,0,1',
  '100,100,100,200',
  '168,63,129,16',
  '192,0,0,192',
] as const;

/** Every hostile case; each must end in bounded time and memory with a valid report. */
export const hostileCases: readonly HostileCase[] = [
  ...['greeting', 'FEAT', 'STAT', 'LIST'].map((step) =>
    changed(`an endless multi-line reply at ${step}`, [step, endlessReply(step === 'greeting' ? 220 : 211)]),
  ),
  ...['greeting', 'USER', 'FEAT', 'PASV'].map((step) =>
    changed(`a line without end at ${step}`, [step, flood(megabyte.slice(0, 65536), '220 ')]),
  ),
  changed('a greeting of 10 MB in one line', ['greeting', send(`220 ${megabyte.repeat(10)}\r\n`)]),
  changed('a greeting of 10 MB in many lines', [
    'greeting',
    send(`${'220-welcome to the server of endless words\r\n'.repeat(250_000)}220 at last\r\n`),
  ]),
  ...['greeting', 'PASS', 'FEAT', 'PASV', 'LIST'].map((step) =>
    changed(`one byte a second at ${step}`, [step, drip('220-slow\r\n', 1000)]),
  ),
  changed('one byte a second on the data connection', [
    'LIST',
    async (session) => {
      await session.reply('150 Here it comes.');
      const data = await session.data();
      const timer = setInterval(() => data.write('x'), 1000);
      data.once('close', () => clearInterval(timer));
    },
  ]),
  changed(
    'NULs and escape sequences in every text',
    ['greeting', send(`220-${terminalAttack}\r\n220 ${terminalAttack}\r\n`)],
    ['PASS', send(`230 ${terminalAttack}\r\n`)],
    ['FEAT', send(`211-${terminalAttack}\r\n ${terminalAttack}\r\n211 ${terminalAttack}\r\n`)],
    ['SYST', send(`215 ${terminalAttack}\r\n`)],
    ['PWD', send(`257 "/${terminalAttack}"\r\n`)],
    ['STAT', send(`211-${terminalAttack}\r\n211 ${terminalAttack}\r\n`)],
    ['LIST', list(`-rw-r--r-- 1 a a 1 May 19 2021 ${terminalAttack}\r\n`)],
    ['PORT', send(`500 ${terminalAttack}\r\n`)],
  ),
  changed('escape sequences in a refused login', ['PASS', send(`530 ${terminalAttack}\r\n`)]),
  changed('escape sequences in place of FTP', ['greeting', send(`${terminalAttack}\r\n`)]),
  changed('binary from the first byte on', ['greeting', flood(randomBytes(65536))]),
  changed('binary in the listing', ['LIST', list(randomBytes(200_000))]),
  changed('binary after PASV', ['PASV', send(randomBytes(4096))]),
  changed('replies to nothing at the greeting', [
    'greeting',
    inTurn(say('220 Welcome'), ...unasked.map(say)),
  ]),
  changed(
    'replies to nothing behind every reply',
    ...['USER', 'PASS', 'FEAT', 'PASV', 'LIST'].map(
      (step) => [step, inTurn(polite[step] ?? say('200 ok'), ...unasked.map(say))] as const,
    ),
  ),
  changed('replies to nothing without end', ['PASS', flood('226 Directory send OK.\r\n'.repeat(500))]),
  ...steps.map((step) => changed(`a close at ${step}`, [step, hangUp])),
  ...steps.map((step) => changed(`a reset at ${step}`, [step, reset])),
  ...forbiddenAddresses.map((address) => changed(`a 227 towards ${address}`, ['PASV', pasv(address)])),
  changed('a 227 with impossible numbers', ['PASV', say('227 Entering Passive Mode (999,1,2,3,256,-4).')]),
  changed('a 227 towards port 22 of another host', [
    'PASV',
    say('227 Entering Passive Mode (203,0,113,9,0,22).'),
  ]),
  changed('a 229 with an impossible port', ['EPSV', say('229 Extended (|||99999|)')]),
  changed('NULs inside a 227', ['PASV', send('227 Entering\0Passive\0Mode (127,0,0,1,\x004,1).\r\n')]),
  changed('a 227 of twenty digits', [
    'PASV',
    say(`227 Entering Passive Mode (127,0,0,1,${'9'.repeat(20)},1).`),
  ]),
  changed('two 227 to one PASV', ['PASV', inTurn(pasv(), say('227 Entering Passive Mode (127,0,0,1,1,1).'))]),
  changed('a 229 that names another host', ['EPSV', say('229 Extended (|1|10.9.8.7|40001|)')]),
  changed('a half-closed connection behind a 227', ['PASV', inTurn(pasv(), hangUp)]),
  changed('a 150 without a listing', ['LIST', say('150 Here comes the directory listing.')]),
  changed('a greeting of five digits', ['greeting', say('22000 Welcome')]),
  changed('telnet negotiation before the greeting', [
    'greeting',
    send(Buffer.from('fffb01fffd03323230206869', 'hex')),
  ]),
  changed('a USER that is put off for ever', ['USER', say('150 Wait')]),
  changed('a listing without end', ['LIST', endlessList]),
  changed('a listing of one line without end', [
    'LIST',
    async (session) => {
      await session.reply('150 Here it comes.');
      const data = await session.data();
      const chunk = 'x'.repeat(65536);
      while (data.writable) {
        if (!data.write(chunk))
          await new Promise((resolve) => void data.once('drain', resolve).once('close', resolve));
      }
    },
  ]),
  changed('silence at the greeting', ['greeting', () => undefined]),
  ...['USER', 'PASS', 'FEAT', 'PASV', 'LIST', 'QUIT'].map((step) =>
    changed(`silence at ${step}`, [step, () => undefined]),
  ),
];
