import { setTimeout as sleep } from 'node:timers/promises';
import { readEprtArgument, readPortArgument } from '../../src/core/ftp/passive.ts';
import { writeTo, type Script, type Step } from './scriptedServer.ts';

/** Sends one reply line. */
export function say(line: string): Step {
  return async (session) => {
    await session.reply(line);
  };
}

/** Sends bytes as they are, once. */
export function send(bytes: string | Uint8Array): Step {
  return async (session) => {
    await session.write(bytes);
  };
}

/** Sends the same bytes as fast as they go, until the client gives up. */
export function flood(bytes: string | Uint8Array, first = ''): Step {
  return async (session) => {
    if (first !== '') await session.write(first);
    while (await session.write(bytes)) await sleep(0);
  };
}

/** Sends a text over and over, one byte at a time. */
export function drip(text: string, everyMs: number): Step {
  return async (session) => {
    for (let index = 0; session.isOpen; index += 1) {
      if (!(await session.write(text.charAt(index % text.length)))) return;
      await sleep(everyMs);
    }
  };
}

/** Never answers. */
export const silence: Step = () => undefined;

/** Ends the connection without a word. */
export const hangUp: Step = (session) => session.end();

/** Ends the connection by RST. */
export const reset: Step = (session) => session.reset();

/** Does one step after the other. */
export function inTurn(...steps: readonly Step[]): Step {
  return async (session, argument) => {
    for (const step of steps) await step(session, argument);
  };
}

/** Opens a data port and names it in a 227, under the address given as `h1,h2,h3,h4`. */
export function pasv(address = '127,0,0,1'): Step {
  return async (session) => {
    const port = await session.openData();
    await session.reply(`227 Entering Passive Mode (${address},${port >> 8},${port & 255}).`);
  };
}

const epsv: Step = async (session) => {
  const port = await session.openData();
  await session.reply(`229 Entering Extended Passive Mode (|||${port}|)`);
};

/** Accepts a PORT and dials the client's loopback port at the next transfer, `delayMs` after it. */
export function port(delayMs = 0): Step {
  return async (session, argument) => {
    const { target } = readPortArgument(argument);
    if (target !== null) session.dialData(target.port, delayMs);
    await session.reply(target === null ? '500 Illegal PORT command.' : '200 PORT command successful.');
  };
}

/** Accepts an EPRT as `port` does a PORT. */
export function eprt(delayMs = 0): Step {
  return async (session, argument) => {
    const { target } = readEprtArgument(argument);
    if (target !== null) session.dialData(target.port, delayMs);
    await session.reply(target === null ? '500 Illegal EPRT command.' : '200 EPRT command successful.');
  };
}

/** Sends a listing over the data connection, between 150 and 226. */
export function list(content: string | Uint8Array): Step {
  return async (session) => {
    await session.reply('150 Here comes the directory listing.');
    const data = await session.data();
    await writeTo(data, content);
    data.end();
    await session.reply('226 Directory send OK.');
  };
}

/** Sends a listing that never ends. */
export const endlessList: Step = async (session) => {
  await session.reply('150 Here comes the directory listing.');
  const data = await session.data();
  const rows = '-rw-r--r--    1 1000     1000           68 May 19  2021 readme.txt\r\n'.repeat(200);
  while (await writeTo(data, rows)) await sleep(0);
  await session.reply('426 Failure writing network stream.');
};

const listing =
  'drwxr-xr-x    2 1000     1000         4096 May 19  2021 logs\r\n' +
  '-rw-r--r--    1 1000     1000           68 May 19  2021 readme.txt\r\n';

/** A server that does nothing wrong; scripts change one step of it. */
export const polite: Script = {
  greeting: say('220 Welcome'),
  USER: say('331 Please specify the password.'),
  PASS: say('230 Login successful.'),
  SYST: say('215 UNIX Type: L8'),
  FEAT: send('211-Features:\r\n EPSV\r\n PASV\r\n211 End\r\n'),
  PWD: say('257 "/" is the current directory'),
  STAT: say('211 Nothing to tell'),
  TYPE: say('200 Switching to Binary mode.'),
  NOOP: say('200 NOOP ok.'),
  PASV: pasv(),
  EPSV: epsv,
  LIST: list(listing),
  NLST: list('logs\r\nreadme.txt\r\n'),
  PORT: port(),
  EPRT: eprt(),
  QUIT: inTurn(say('221 Goodbye.'), hangUp),
  otherwise: say('500 Unknown command.'),
};
