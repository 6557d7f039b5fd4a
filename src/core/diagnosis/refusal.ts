import type { ChannelFacts } from './facts.ts';

/** What the words of a refused PASV, EPSV, PORT or EPRT mean. */
export type Refusal =
  /** The command is switched off or unknown to the server. */
  | 'disabled'
  /** The address or port in PORT or EPRT is not one that the server would connect to. */
  | 'address'
  /** The server took the address and its own connection to it failed: pyftpdlib connects before it answers. */
  | 'unreached'
  /** No port of the passive range is free. */
  | 'exhausted'
  /** The other family's command was wanted (522, or PASV over IPv6). */
  | 'family'
  | 'tls'
  | 'login'
  | 'limit'
  /** `500 OOPS` of vsftpd: a fault in its configuration. */
  | 'config'
  /** Another command is wanted first: PRET of servers that spread their files over several machines (DrFTPD, glFTPd). */
  | 'order'
  | 'other';

/**
 * First match wins. Tried on vsftpd 2.2.2 and 3.0.3, ProFTPD 1.3.8, Pure-FTPd 1.0.50, pyftpdlib 1.5.7 and 2.2.1. Read:
 * FileZilla Server 0.9.60 (ControlSocket.cpp), which says 421 and stays where an address is foreign or no port is free,
 * and 1.7 (commander.cpp). IIS 10 as nmap's ftp-bounce script prints it.
 */
const meanings: readonly (readonly [Refusal, RegExp])[] = [
  [
    'exhausted',
    /OOPS: vsf_sysutil_bind|All reserved TCP ports are busy|Cannot prepare for data connection|421 Could not create socket/i,
  ],
  ['config', /^500[ -]OOPS/],
  ['order', /\bPRET\b/],
  [
    'address',
    /Illegal (?:PORT|EPRT)|\(only to |foreign address|not yours|I won't connect|address mismatch|privileged port|does not match control connection IP|^501 Server cannot accept argument/i,
  ],
  ['unreached', /^425 Can't connect to specified address|^421 Active data channel timed out/],
  ['limit', /^421|^425 Too many connections/],
  ['login', /^(?:530|503|332)/],
  ['family', /^522|PASV on IPv6|connected using IPv6|Bad EPRT protocol|network protocol/i],
  ['tls', /\b(?:TLS|SSL|PROT)\b|encrypt/i],
  [
    'disabled',
    /^(?:502|504|550)|unknown command|not (?:understood|implemented|recogni[sz]ed|supported|permitted|allowed)|disabled|invalid command/i,
  ],
];

/** Why the server refused a channel; null when it did not. */
export function readRefusal({ accepted, reply }: Pick<ChannelFacts, 'accepted' | 'reply'>): Refusal | null {
  if (accepted !== false || reply === null) return null;
  const text = reply.text.slice(0, 500);
  return meanings.find(([, pattern]) => pattern.test(text))?.[0] ?? 'other';
}

/** Whether the server will not do the command at all: in words of its own where they are not known, with a 5xx for good. */
export function isSwitchedOff(channel: Pick<ChannelFacts, 'accepted' | 'reply'>): boolean {
  const refusal = readRefusal(channel);
  return refusal === 'disabled' || (refusal === 'other' && (channel.reply?.code ?? 0) >= 500);
}
