import { formatSocketAddress, isIPv4, isIPv6 } from './address.ts';

/** `ftp`: clear text; `ftpes`: AUTH TLS on the control connection (RFC 4217); `ftps`: TLS from the first byte. */
export type Scheme = 'ftp' | 'ftpes' | 'ftps';

/** What is to be diagnosed. It never holds a password. */
export interface Target {
  readonly scheme: Scheme;
  /** A host name or literal address, without brackets. */
  readonly host: string;
  readonly port: number;
  /** Null means `anonymous`. */
  readonly user: string | null;
  /** What is listed; null means the directory after login. */
  readonly path: string | null;
}

/** Why a URL cannot be used. */
export type TargetFault =
  | 'empty'
  | 'no-scheme'
  | 'unknown-scheme'
  | 'no-host'
  | 'bad-host'
  | 'bad-address'
  | 'bad-port'
  | 'control-character'
  | 'bad-escape';

/** A URL as it was read, or why it cannot be used. */
export type ParsedTarget =
  | { readonly target: Target; readonly password: string | null }
  | { readonly fault: TargetFault; readonly scheme?: string };

/** The port that a scheme uses when none is given. */
export function defaultPort(scheme: Scheme): number {
  return scheme === 'ftps' ? 990 : 21;
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function hasControlCharacter(text: string): boolean {
  return /\p{Cc}/u.test(text);
}

/**
 * Reads `scheme://[user[:password]@]host[:port][/path]`. The password is returned apart, so that nobody stores it
 * with the target. A path keeps its slashes: `/pub` lists `pub` below the login directory, `//pub` lists `/pub`
 * (RFC 1738 §3.2.2).
 */
export function parseTarget(text: string): ParsedTarget {
  const url = text.trim();
  if (url === '') return { fault: 'empty' };
  const match = /^([A-Za-z][A-Za-z0-9+.-]*):\/\/([^/?#]*)(.*)$/s.exec(url);
  if (match === null) return { fault: 'no-scheme' };
  const scheme = (match[1] ?? '').toLowerCase();
  if (scheme !== 'ftp' && scheme !== 'ftpes' && scheme !== 'ftps') return { fault: 'unknown-scheme', scheme };
  const authority = match[2] ?? '';
  const at = authority.lastIndexOf('@');
  const hostPort = authority.slice(at + 1);
  const credentials = at < 0 ? null : authority.slice(0, at);
  const colon = credentials?.indexOf(':') ?? -1;
  const user = credentials === null ? null : decode(colon < 0 ? credentials : credentials.slice(0, colon));
  const password = credentials === null || colon < 0 ? null : decode(credentials.slice(colon + 1));
  const rest = decode((match[3] ?? '').replace(/^\//, ''));
  if (rest === null || (credentials !== null && user === null) || (colon >= 0 && password === null)) {
    return { fault: 'bad-escape' };
  }
  if (hasControlCharacter(`${user ?? ''}${password ?? ''}${rest}${hostPort}`))
    return { fault: 'control-character' };
  const parts = /^(?:\[([^\]]*)\]|([^:]*))(?::(.*))?$/.exec(hostPort);
  if (parts === null) return { fault: 'bad-host' };
  const host = parts[1] ?? parts[2] ?? '';
  if (host === '') return { fault: 'no-host' };
  if (parts[1] !== undefined ? !isIPv6(host) : !/^[\p{L}\p{N}._-]+$/u.test(host))
    return { fault: 'bad-host' };
  // Four numbers are an address and no name: one that cannot be is a slip, and nothing to look up.
  if (/^\d+(?:\.\d+){3}$/.test(host) && !isIPv4(host)) return { fault: 'bad-address' };
  const portText = parts[3] ?? '';
  const port = portText === '' ? defaultPort(scheme) : Number(portText);
  if (!/^\d*$/.test(portText) || port < 1 || port > 65535) return { fault: 'bad-port' };
  return {
    target: { scheme, host, port, user: user === '' ? null : user, path: rest === '' ? null : rest },
    password,
  };
}

/** The target as a URL without password and path, as reports name it; the port is always written. */
export function formatTarget({ scheme, user, host, port }: Target): string {
  const name = user === null ? '' : `${encodeURIComponent(user)}@`;
  return `${scheme}://${name}${formatSocketAddress(host, port)}`;
}
