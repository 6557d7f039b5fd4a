import type { Socket } from 'node:net';
import { sameAddress } from '../core/ftp/address.ts';
import { formatPort, readEprtArgument, readPortArgument } from '../core/ftp/passive.ts';
import type { SocketAddress } from '../core/trace/event.ts';
import { secureData } from './dataChannel.ts';
import { contentOf } from './fileCommands.ts';
import { listing, resolvePath } from './files.ts';
import type { CommandHandler, Session } from './session.ts';

const denied = '550 Permission denied.';
const noPortFree = '500 OOPS: vsf_sysutil_bind';
/** Ports below this one are refused in PORT and EPRT (IPPORT_RESERVED). */
const firstUnprivilegedPort = 1024;

/** The address of a 227: with listen_ipv6=YES a set pasv_address comes out as zeros (3.0.3, postlogin.c). */
function advertisedAddress({ settings, world }: Session): string {
  if (settings.pasvAddress === null) return world.network.serverAddress;
  return settings.listenIpv6 ? '0.0.0.0' : settings.pasvAddress;
}

async function pasv(session: Session): Promise<void> {
  if (!session.settings.pasvEnable || session.epsvAll) {
    session.reply(denied);
    return;
  }
  const port = await session.data.openPassive('PASV');
  if (port === null) {
    session.farewell(noPortFree);
    return;
  }
  const numbers = formatPort({ address: advertisedAddress(session), port });
  session.reply(session.scenario.server.pasvText ?? `227 Entering Passive Mode (${numbers}).`);
}

async function epsv(session: Session, argument: string): Promise<void> {
  if (!session.settings.pasvEnable) session.reply(denied);
  else if (argument.toUpperCase() === 'ALL') {
    session.epsvAll = true;
    session.reply('200 EPSV ALL ok.');
  } else if (argument !== '' && argument !== '1') session.reply('522 Bad network protocol.');
  else {
    const port = await session.data.openPassive('EPSV');
    if (port === null) session.farewell(noPortFree);
    else session.reply(`229 Entering Extended Passive Mode (|||${port}|)`);
  }
}

/** The address in PORT and EPRT must be the one that the server sees, the port not a privileged one. */
function isOwnPort({ world, settings }: Session, target: SocketAddress): boolean {
  if (settings.portPromiscuous) return true;
  return sameAddress(target.address, world.network.client.seenAs) && target.port >= firstUnprivilegedPort;
}

function port(session: Session, argument: string): void {
  const { target } = readPortArgument(argument);
  if (!session.settings.portEnable || session.epsvAll) session.reply(denied);
  else if (target === null || !isOwnPort(session, target)) session.reply('500 Illegal PORT command.');
  else {
    session.data.setActive(target.port);
    session.reply('200 PORT command successful. Consider using PASV.');
  }
}

function eprt(session: Session, argument: string): void {
  const { target } = readEprtArgument(argument);
  if (!session.settings.portEnable || session.epsvAll) session.reply(denied);
  else if (!argument.startsWith('|')) session.reply('500 Bad EPRT command.');
  else if (!argument.startsWith('|1|')) session.reply('500 Bad EPRT protocol.');
  else if (target === null || !isOwnPort(session, target)) session.reply('500 Illegal EPRT command.');
  else {
    session.data.setActive(target.port);
    session.reply('200 EPRT command successful. Consider using EPSV.');
  }
}

/** Sends all of `content` and waits for the end; false when the client went away before. */
async function sendAll(socket: Socket, content: string): Promise<boolean> {
  return new Promise((resolve) => {
    socket.once('finish', () => resolve(true));
    socket.once('close', () => resolve(false));
    socket.resume();
    socket.end(content);
  });
}

/** Runs one transfer: data connection, 150, TLS where PROT P is in force, content, 226. */
async function transfer(session: Session, opening: string, content: string, done: string): Promise<void> {
  const { settings, control, data, secureContext } = session;
  if (settings.sslEnable && settings.forceLocalDataSsl && control.secure && !session.protect) {
    session.reply('522 Data connections must be encrypted.');
    return;
  }
  let result = await data.connect(control.closed);
  if ('refusal' in result) {
    session.reply(result.refusal);
    return;
  }
  session.reply(opening);
  if (session.protect && secureContext !== null) {
    result = await secureData(result.socket, secureContext, settings.requireSslReuse);
    if ('refusal' in result) {
      session.farewell(result.refusal);
      return;
    }
  }
  const whole = await sendAll(result.socket, content);
  session.reply(whole ? done : '426 Failure writing network stream.');
}

function list(namesOnly: boolean): CommandHandler {
  return async (session, argument) => {
    if (!session.settings.dirlistEnable) {
      session.reply(denied);
      return;
    }
    const path = argument.replace(/^-\S+ ?/, '');
    const content = listing(resolvePath(session.directory, path), namesOnly);
    await transfer(session, '150 Here comes the directory listing.', content, '226 Directory send OK.');
  };
}

async function retrieve(session: Session, path: string): Promise<void> {
  if (!session.data.isPending) {
    session.reply('425 Use PORT or PASV first.');
    return;
  }
  const content = contentOf(session, path);
  if (content === null) {
    session.reply('550 Failed to open file.');
    return;
  }
  const mode = session.binary ? 'BINARY' : 'ASCII';
  const opening = `150 Opening ${mode} mode data connection for ${path} (${Buffer.byteLength(content)} bytes).`;
  await transfer(session, opening, content, '226 Transfer complete.');
}

/** Commands that open or use a data connection, worded and judged as vsftpd 3.0.3 does. */
export const transferCommands: Readonly<Record<string, CommandHandler>> = {
  PASV: pasv,
  EPSV: epsv,
  PORT: port,
  EPRT: eprt,
  LIST: list(false),
  NLST: list(true),
  RETR: retrieve,
};
