import {
  candidateLimit,
  importLimit,
  notFtp,
  targetOf,
  withoutPassword,
  type ImportCandidate,
  type ImportResult,
} from './candidate.ts';

/** WinSCP's `FSProtocol` numbers that are not FTP; SFTP is what an absent value means. */
const otherProtocols: ReadonlyMap<string, string> = new Map([
  ['0', 'SCP'],
  ['1', 'SFTP'],
  ['2', 'SFTP'],
  ['6', 'WebDAV'],
  ['7', 'S3'],
]);

function decoded(text: string): string {
  try {
    return decodeURIComponent(text).replace(/^\uFEFF/, '');
  } catch {
    return text;
  }
}

function schemeOf(ftps: string | undefined): 'ftp' | 'ftpes' | 'ftps' {
  if (ftps === '1') return 'ftps';
  return ftps === '2' || ftps === '3' ? 'ftpes' : 'ftp';
}

function candidateOf(
  name: string,
  values: ReadonlyMap<string, string>,
  masterPassword: boolean,
): ImportCandidate | null {
  const host = decoded(values.get('HostName') ?? '');
  if (host === '') return null;
  const protocol = values.get('FSProtocol') ?? '1';
  if (protocol !== '5')
    return notFtp(name, otherProtocols.get(protocol) ?? `FSProtocol ${protocol.slice(0, 8)}`);
  const port = values.get('PortNumber');
  const target = targetOf({
    scheme: schemeOf(values.get('Ftps')),
    host,
    port: port === undefined ? null : Number(port),
    user: decoded(values.get('UserName') ?? ''),
  });
  const hasPassword = values.has('Password') || values.has('PasswordPlain') || masterPassword;
  return withoutPassword(name, target, hasPassword ? 'password-encoded' : null);
}

/** Reads WinSCP.ini: sections `[Sessions\name]`, values escaped with %. Its passwords are encoded and are not undone. */
export function readWinScpIni(text: string): ImportResult {
  if (text.length > importLimit) return { candidates: [], fault: 'too-large' };
  const sections: { name: string; values: Map<string, string> }[] = [];
  let masterPassword = false;
  let current: Map<string, string> | null = null;
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const header = /^\[(.*)\]\s*$/.exec(line)?.[1];
    if (header !== undefined) {
      current = new Map();
      if (/^Sessions\\/i.test(header)) sections.push({ name: decoded(header.slice(9)), values: current });
      else if (!/^Configuration\\Security$/i.test(header)) current = null;
      else sections.push({ name: '', values: current });
      continue;
    }
    const equals = line.indexOf('=');
    if (current === null || equals < 0) continue;
    const key = line.slice(0, equals).trim();
    const value = line.slice(equals + 1).trim();
    if (key === 'UseMasterPassword' && value === '1') masterPassword = true;
    if (current.size < 500) current.set(key, value);
  }
  const candidates = sections.flatMap(({ name, values }) => {
    const candidate =
      name === '' || name === 'Default Settings'
        ? null
        : candidateOf(name, values, masterPassword && values.has('Password'));
    return candidate === null ? [] : [candidate];
  });
  return {
    candidates: candidates.slice(0, candidateLimit),
    fault: sections.length === 0 && text.trim() !== '' ? 'not-readable' : null,
  };
}
