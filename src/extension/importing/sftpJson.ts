import {
  candidateLimit,
  importLimit,
  notFtp,
  targetOf,
  withoutPassword,
  type ImportCandidate,
  type ImportResult,
} from './candidate.ts';
import { plainJson } from '../plainJson.ts';

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function numberOf(value: unknown): number | null {
  const number = typeof value === 'string' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

function schemeOf(secure: unknown): 'ftp' | 'ftpes' | 'ftps' {
  if (secure === 'implicit') return 'ftps';
  return secure === true || secure === 'control' ? 'ftpes' : 'ftp';
}

function readOne(fields: Readonly<Record<string, unknown>>, name: string): ImportCandidate {
  const protocol = textOf(fields['protocol'])?.toLowerCase() ?? 'sftp';
  if (protocol !== 'ftp') return notFtp(name, protocol.toUpperCase().slice(0, 20));
  const target = targetOf({
    scheme: schemeOf(fields['secure']),
    host: textOf(fields['host']) ?? '',
    port: numberOf(fields['port']),
    user: textOf(fields['username']),
  });
  const hasPassword = textOf(fields['password']) !== null;
  return withoutPassword(name, target, hasPassword ? 'password-ignored' : null);
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}

/** A configuration and its profiles, each of which overrides some of its fields. */
function readConfiguration(value: unknown): readonly ImportCandidate[] {
  const fields = fieldsOf(value);
  if (fields === null) return [];
  const name = textOf(fields['name']) ?? textOf(fields['host']) ?? '';
  const profiles = Object.entries(fieldsOf(fields['profiles']) ?? {}).flatMap(([profile, override]) => {
    const own = fieldsOf(override);
    return own === null
      ? []
      : [readOne({ ...fields, ...own }, [name, profile].filter((part) => part !== '').join(' / '))];
  });
  return textOf(fields['host']) === null && profiles.length > 0
    ? profiles
    : [readOne(fields, name), ...profiles];
}

/** Reads `.vscode/sftp.json` of vscode-sftp: one configuration or a list, with profiles, comments allowed. */
export function readSftpJson(text: string): ImportResult {
  if (text.length > importLimit) return { candidates: [], fault: 'too-large' };
  try {
    const value: unknown = JSON.parse(plainJson(text));
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    return { candidates: list.flatMap(readConfiguration).slice(0, candidateLimit), fault: null };
  } catch {
    return { candidates: [], fault: 'not-readable' };
  }
}
