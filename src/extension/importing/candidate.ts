import type { Target } from '../../core/ftp/target.ts';

/** Why a row of the preview is as it is. */
export type CandidateNote =
  /** Another protocol: shown, not imported. */
  | 'not-ftp'
  /** The password is encoded or encrypted in a way that is not undone. */
  | 'password-encoded'
  /** A password is there and is left alone: the file is no place to take it from. */
  | 'password-ignored'
  /** FileZilla would have used TLS where the server offers it. */
  | 'tls-if-offered'
  /** Host, port or user make no sense. */
  | 'unusable';

/** One site found in a file of another program. */
export interface ImportCandidate {
  readonly name: string;
  /** The protocol in words, for rows that are not FTP. */
  readonly protocol: string;
  /** Null when it cannot be imported. */
  readonly target: Target | null;
  /** Only from FileZilla's plain base64 and netrc. */
  readonly password: string | null;
  readonly notes: readonly CandidateNote[];
}

/** What was read of a file; `fault` when it is not what it should be. */
export interface ImportResult {
  readonly candidates: readonly ImportCandidate[];
  readonly fault: 'not-readable' | 'too-large' | null;
}

/** The most sites that are taken from one file. */
export const candidateLimit = 2000;

/** The largest file that is read, in UTF-16 units. */
export const importLimit = 8_000_000;

/** A target of parts as other programs keep them; null when they make no sense. */
export function targetOf(parts: {
  readonly scheme: Target['scheme'];
  readonly host: string;
  readonly port: number | null;
  readonly user: string | null;
}): Target | null {
  const host = parts.host.trim().replace(/^\[(.*)\]$/, '$1');
  const port = parts.port ?? (parts.scheme === 'ftps' ? 990 : 21);
  const user = parts.user === null || parts.user === '' ? null : parts.user;
  if (!/^[\p{L}\p{N}._:-]{1,253}$/u.test(host) || /\p{Cc}/u.test(user ?? '')) return null;
  if (!Number.isInteger(port) || port < 1 || port > 65535) return null;
  return { scheme: parts.scheme, host, port, user: user === 'anonymous' ? null : user, path: null };
}

/** A candidate of which nothing but its name can be used. */
export function notFtp(name: string, protocol: string): ImportCandidate {
  return { name, protocol, target: null, password: null, notes: ['not-ftp'] };
}

/** A candidate of an FTP site whose password stays where it is; `left` says why, null where there is none. */
export function withoutPassword(
  name: string,
  target: Target | null,
  left: 'password-encoded' | 'password-ignored' | null,
): ImportCandidate {
  const notes: CandidateNote[] = target === null ? ['unusable'] : [];
  if (left !== null) notes.push(left);
  return { name, protocol: 'FTP', target, password: null, notes };
}
