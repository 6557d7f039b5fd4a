import { argumentOf, verbOf } from '../core/ftp/command.ts';
import type { ControlChannel } from './controlChannel.ts';
import { delay } from './delay.ts';
import { fileCommands } from './fileCommands.ts';
import { loginCommands } from './loginCommands.ts';
import { createSession, type CommandHandler, type Session, type SessionParts } from './session.ts';
import { sessionCommands } from './sessionCommands.ts';
import { transferCommands } from './transferCommands.ts';

const beforeLogin: ReadonlyMap<string, CommandHandler> = new Map(Object.entries(loginCommands));
const afterLogin: ReadonlyMap<string, CommandHandler> = new Map(
  Object.entries({ ...sessionCommands, ...fileCommands, ...transferCommands }),
);

/** Methods of HTTP that vsftpd answers by ending the session (3.0.3). */
const httpVerbs = new Set(['GET', 'POST', 'OPTIONS', 'HEAD', 'PUT', 'DELETE', 'TRACE', 'CONNECT']);

async function handle(session: Session, line: string): Promise<void> {
  const verb = verbOf(line);
  const handler = (session.loggedIn ? afterLogin : beforeLogin).get(verb);
  if (!session.loggedIn) {
    if (handler === undefined) session.reply('530 Please login with USER and PASS.');
    else await handler(session, argumentOf(line));
  } else if (session.settings.cmdsDenied.has(verb)) {
    session.reply('550 Permission denied.');
  } else if (handler !== undefined) {
    await handler(session, argumentOf(line));
  } else if (httpVerbs.has(verb)) {
    session.farewell('500 HTTP protocol commands not allowed.');
  } else {
    session.reply('500 Unknown command.');
  }
}

/** Serves one control connection until either side ends it, one command after the other as vsftpd does. */
export async function serveSession(parts: SessionParts): Promise<void> {
  const { control, scenario, settings, world } = parts;
  const { foreignGreeting, greetingDelayMs = 0 } = scenario.server;
  if (!(await delay(greetingDelayMs, control.closed))) return;
  if (foreignGreeting !== undefined) {
    control.send(foreignGreeting);
    await serveForeign(control);
    return;
  }
  if (parts.clientCount > settings.maxPerIp) {
    control.send('421 There are too many connections from your internet address.');
    control.close();
    return;
  }
  const session = createSession(parts);
  session.reply('220 (vsFTPd 3.0.3)');
  for (let line = await control.nextLine(); line !== null; line = await control.nextLine()) {
    await delay(world.network.roundTripMs, control.closed);
    await handle(session, line);
    if (session.ended) break;
  }
  session.data.drop();
  control.close();
}

/** Another service cannot read FTP: like sshd it ends the connection at the first line that it does not know. */
async function serveForeign(control: ControlChannel): Promise<void> {
  const line = await control.nextLine();
  if (line !== null) control.send('Invalid SSH identification string.');
  control.close();
}
