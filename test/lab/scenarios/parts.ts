import { address, caFile, type ModeTruth, type ServerPlan, type Truth } from '../scenario.ts';

/** Parts that many scenarios share. */

export const passiveRange = '30000-30099';

/** The options that mend the seed's fault. */
export const mended: Readonly<Record<string, string>> = {
  pasv_address: address.eip,
  pasv_min_port: '30000',
  pasv_max_port: '30099',
};

/** vsftpd with the seed's settings and further ones. */
export function vsftpd(set: ServerPlan['set'] = {}, plan: Partial<ServerPlan> = {}): ServerPlan {
  return { product: 'vsftpd', set, ...plan };
}

/** AUTH TLS with the lab's own authority trusted. */
export const explicitTls = {
  url: `ftpes://ftpuser@${address.eip}:${address.controlPort}`,
  options: ['--ca', caFile],
} as const;

export const replies = {
  privateAddress: '227 Entering Passive Mode (172,17,9,135,*,*).',
  publicAddress: '227 Entering Passive Mode (123,56,241,199,*,*).',
  epsv: '229 Entering Extended Passive Mode (|||*|)',
  port: '200 PORT command successful. Consider using PASV.',
  eprt: '200 EPRT command successful. Consider using EPSV.',
  listed: '226 Directory send OK.',
  noData: '425 Failed to establish connection.',
} as const;

export const passive = {
  pasvOk: { outcome: 'ok', reply: replies.publicAddress, advertised: 'connected', listing: replies.listed },
  epsvOk: { outcome: 'ok', reply: replies.epsv, advertised: 'connected', listing: replies.listed },
  /** The seed's fault: the private address leads nowhere, the same port answers at the control peer. */
  pasvPrivate: {
    outcome: 'failed',
    reply: replies.privateAddress,
    advertised: 'unreachable',
    peer: 'connected',
    listing: replies.listed,
  },
} as const satisfies Record<string, ModeTruth>;

/** Both passive modes announce the public address and their ports fail alike. */
export function passiveFails(outcome: 'timed-out' | 'refused' | 'unreachable'): NonNullable<Truth['modes']> {
  return {
    PASV: { outcome: 'failed', reply: replies.publicAddress, advertised: outcome },
    EPSV: { outcome: 'failed', reply: replies.epsv, advertised: outcome },
  };
}

export const active = {
  /** The client names its private address and the server sees the home router's. */
  refused: {
    PORT: { outcome: 'failed', reply: '500 Illegal PORT command.' },
    EPRT: { outcome: 'failed', reply: '500 Illegal EPRT command.' },
  },
  /** Accepted, and nobody comes. A session with such a LIST cannot log out, so the diagnosis opens nothing after it. */
  silent: {
    PORT: { outcome: 'failed', reply: replies.port },
    EPRT: { outcome: 'skipped', reply: replies.eprt },
  },
} as const satisfies Record<string, NonNullable<Truth['modes']>>;

/** The server's connection arrives from `from` in both active modes. */
export function activeFrom(from: string): NonNullable<Truth['modes']> {
  return {
    PORT: { outcome: 'ok', reply: replies.port, from, listing: replies.listed },
    EPRT: { outcome: 'ok', reply: replies.eprt, from, listing: replies.listed },
  };
}

/** A server whose passive modes work, seen by a client behind the home router. */
export const healthyAtHome: Truth = {
  alarms: {},
  notes: ['port-command-rejected'],
  never: ['active-blocked', 'active-disabled'],
  seenAs: address.home,
  modes: { PASV: passive.pasvOk, EPSV: passive.epsvOk, ...active.refused },
};
