import {
  candidateLimit,
  importLimit,
  notFtp,
  targetOf,
  type CandidateNote,
  type ImportCandidate,
  type ImportResult,
} from './candidate.ts';
import { readXml, type XmlElement } from './xml.ts';

/** FileZilla's `Protocol` numbers that are FTP; 0 uses TLS where the server offers it. */
const schemes: ReadonlyMap<string, 'ftp' | 'ftpes' | 'ftps'> = new Map([
  ['0', 'ftp'],
  ['3', 'ftps'],
  ['4', 'ftpes'],
  ['6', 'ftp'],
]);
const otherProtocols: ReadonlyMap<string, string> = new Map([
  ['1', 'SFTP'],
  ['2', 'HTTP'],
  ['5', 'HTTPS'],
]);

function textOf(element: XmlElement, name: string): string | null {
  return element.children.find((child) => child.name === name)?.text ?? null;
}

/** A password in base64, as FileZilla keeps it without a master password. */
function passwordOf(element: XmlElement): { password: string | null; encoded: boolean } {
  const pass = element.children.find(({ name }) => name === 'Pass');
  if (pass === undefined || pass.text === '') return { password: null, encoded: false };
  const encoding = pass.attributes['encoding'] ?? 'plain';
  if (encoding === 'plain') return { password: pass.text, encoded: false };
  if (encoding !== 'base64' || !/^[A-Za-z0-9+/\s]*={0,2}$/.test(pass.text))
    return { password: null, encoded: true };
  const bytes = Buffer.from(pass.text, 'base64');
  try {
    return { password: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoded: false };
  } catch {
    return { password: null, encoded: true };
  }
}

function candidateOf(server: XmlElement, folder: readonly string[]): ImportCandidate {
  const host = textOf(server, 'Host') ?? '';
  const own = textOf(server, 'Name') ?? (server.text === '' ? host : server.text);
  const name = [...folder, own].join(' / ').slice(0, 200);
  const protocol = textOf(server, 'Protocol') ?? '0';
  const scheme = schemes.get(protocol);
  if (scheme === undefined)
    return notFtp(name, otherProtocols.get(protocol) ?? `Protocol ${protocol.slice(0, 8)}`);
  const port = textOf(server, 'Port');
  const user = textOf(server, 'Logontype') === '0' ? null : textOf(server, 'User');
  const target = targetOf({ scheme, host, port: port === null ? null : Number(port), user });
  const { password, encoded } = passwordOf(server);
  const notes: CandidateNote[] = [
    ...(target === null ? ['unusable' as const] : []),
    ...(protocol === '0' ? ['tls-if-offered' as const] : []),
    ...(encoded ? ['password-encoded' as const] : []),
  ];
  const usable = target?.user == null || /\p{Cc}/u.test(password ?? '') ? null : password;
  return { name, protocol: 'FTP', target, password: usable, notes };
}

function collect(element: XmlElement, folder: readonly string[], found: ImportCandidate[]): void {
  for (const child of element.children) {
    if (found.length >= candidateLimit) return;
    if (child.name === 'Server') found.push(candidateOf(child, folder));
    else if (child.name === 'Folder') collect(child, [...folder, child.text.slice(0, 60)], found);
    else collect(child, folder, found);
  }
}

/** Reads FileZilla's sitemanager.xml (FileZilla 3): sites in folders, passwords in plain base64 or under a master password. */
export function readFileZilla(text: string): ImportResult {
  if (text.length > importLimit) return { candidates: [], fault: 'too-large' };
  const root = readXml(text.replace(/^\uFEFF/, ''));
  if (root === null || !root.name.startsWith('FileZilla')) return { candidates: [], fault: 'not-readable' };
  const candidates: ImportCandidate[] = [];
  collect(root, [], candidates);
  return { candidates, fault: null };
}
