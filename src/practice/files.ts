/** One entry of the practice server's directory tree. */
export interface PracticeFile {
  readonly path: string;
  /** Null for a directory. */
  readonly content: string | null;
}

/** What the practice user finds after login. */
const practiceFiles: readonly PracticeFile[] = [
  { path: '/', content: null },
  { path: '/logs', content: null },
  { path: '/logs/2021-05-19.log', content: '17:01:02 login ftpuser_1\n17:01:09 list /\n' },
  { path: '/readme.txt', content: 'You reached the practice server. Nothing here has left your machine.\n' },
  { path: '/upload', content: null },
];

/** When every file was last changed: the day of the report that this network is built after. */
const modified = { listed: 'May 19  2021', stamp: '20210519090102' };

/** `path` seen from `directory`, without `.`, `..` and double slashes. */
export function resolvePath(directory: string, path: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith('/') ? path : `${directory}/${path}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** The entry at an absolute path. */
export function findFile(path: string): PracticeFile | null {
  return practiceFiles.find((file) => file.path === path) ?? null;
}

/** What MDTM says of any file (RFC 3659 §3). */
export const modificationTime = modified.stamp;

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function listingLine({ path, content }: PracticeFile): string {
  const [rights, links] = content === null ? ['drwxr-xr-x', 2] : ['-rw-r--r--', 1];
  const size = String(content === null ? 4096 : Buffer.byteLength(content)).padStart(8);
  return `${rights}    ${links} 1000     1000     ${size} ${modified.listed} ${nameOf(path)}`;
}

/** What LIST or NLST sends for an absolute path, in the format of vsftpd 3.0.3; an unknown path gives nothing, as there. */
export function listing(path: string, namesOnly: boolean): string {
  const prefix = path === '/' ? '/' : `${path}/`;
  const found = practiceFiles.filter(
    (file) =>
      (file.path === path && file.content !== null) ||
      (file.path !== path && file.path.startsWith(prefix) && !file.path.slice(prefix.length).includes('/')),
  );
  return found.map((file) => `${namesOnly ? nameOf(file.path) : listingLine(file)}\r\n`).join('');
}
