import type { SecureContext } from 'node:tls';
import type { ControlChannel } from './controlChannel.ts';
import { DataChannel } from './dataChannel.ts';
import type { PracticeScenario } from './scenario.ts';
import type { ServerSettings } from './settings.ts';
import type { PracticeWorld } from './world.ts';

/** One command of a session: replies, and returns when the next command may be read. */
export type CommandHandler = (session: Session, argument: string) => Promise<void> | void;

/** What a session is made of. */
export interface SessionParts {
  readonly control: ControlChannel;
  readonly world: PracticeWorld;
  readonly scenario: PracticeScenario;
  readonly settings: ServerSettings;
  /** Null when the server has no TLS. */
  readonly secureContext: SecureContext | null;
  /** How many sessions the server had when this one came, itself included. */
  readonly clientCount: number;
}

/** One control connection and what the server knows about it. */
export interface Session extends SessionParts {
  readonly data: DataChannel;
  /** The client's address as this server writes it. */
  readonly clientAddress: string;
  /** The last USER; null before it. */
  user: string | null;
  loggedIn: boolean;
  failedLogins: number;
  binary: boolean;
  /** Below the user's root, beginning with `/`. */
  directory: string;
  /** PROT P is in force. */
  protect: boolean;
  /** EPSV ALL is in force. */
  epsvAll: boolean;
  /** No further command is read. */
  ended: boolean;
  /** Sends one reply; several lines are one reply of several lines. */
  readonly reply: (...lines: readonly string[]) => void;
  /** Replies, then ends the session. */
  farewell(...lines: readonly string[]): void;
}

/** A session that has just been opened. */
export function createSession(parts: SessionParts): Session {
  const { control, settings, world } = parts;
  const { seenAs } = world.network.client;
  return {
    ...parts,
    data: new DataChannel(world, settings),
    clientAddress: settings.listenIpv6 && !seenAs.includes(':') ? `::ffff:${seenAs}` : seenAs,
    user: null,
    loggedIn: false,
    failedLogins: 0,
    binary: false,
    directory: '/',
    protect: false,
    epsvAll: false,
    ended: false,
    reply: (...lines) => control.send(...lines),
    farewell(...lines) {
      if (lines.length > 0) control.send(...lines);
      this.ended = true;
    },
  };
}
