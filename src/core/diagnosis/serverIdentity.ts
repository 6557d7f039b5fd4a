import type { ServerProduct } from '../report/report.ts';
import type { ReplyEvent } from '../trace/event.ts';
import type { Exchange, SessionFacts } from './facts.ts';

/** Which server software answers, and the replies that show it. */
export interface ServerIdentity {
  readonly product: ServerProduct;
  readonly version: string | null;
  readonly evidence: readonly number[];
}

type Product = Exclude<ServerProduct, 'unknown'>;

/** How far a tell can be trusted: an administrator can change a greeting, but hardly STAT or the wording of a reply. */
interface Tell {
  readonly product: Product;
  /** The command whose reply is read, `greeting`, or `any`. */
  readonly of: 'greeting' | 'any' | 'STAT' | 'FEAT' | 'SYST' | 'HELP';
  readonly weight: number;
  /** Its first group, where there is one, is the version. */
  readonly pattern: RegExp;
}

/**
 * Tried on vsftpd 3.0.3, ProFTPD 1.3.8, Pure-FTPd 1.0.50, pyftpdlib 1.5.7 and 2.2.1. FileZilla Server from its source:
 * 0.9.60 (source/ControlSocket.cpp) and 1.7 (src/filezilla/ftp/commander.cpp and session.cpp of 2023). IIS from what
 * others recorded: FEAT in contrib/mod_proxy of ProFTPD, SYST and PORT in output of nmap, STAT of IIS 4 to 6 in ftputil.
 * Logs that users of many FileZilla Servers (0.9.41 to 1.10) posted in public say the same.
 */
const tells: readonly Tell[] = [
  { product: 'vsftpd', of: 'greeting', weight: 4, pattern: /\(vsFTPd (\d[\w.+-]{0,20})\)/i },
  { product: 'vsftpd', of: 'STAT', weight: 6, pattern: /vsFTPd (\d[\w.+-]{0,20}) - secure, fast, stable/ },
  { product: 'vsftpd', of: 'any', weight: 3, pattern: /^500 OOPS: / },
  { product: 'vsftpd', of: 'any', weight: 2, pattern: /^150 Here comes the directory listing\./ },
  { product: 'vsftpd', of: 'any', weight: 2, pattern: /^226 Directory send OK\./ },
  { product: 'vsftpd', of: 'any', weight: 2, pattern: /^200 Switching to (?:Binary|ASCII) mode\./ },
  { product: 'vsftpd', of: 'any', weight: 2, pattern: /^250 Directory successfully changed\./ },
  { product: 'vsftpd', of: 'any', weight: 1, pattern: /^200 PROT now (?:Private|Clear)\./ },
  { product: 'vsftpd', of: 'any', weight: 1, pattern: /^331 Please specify the password\./ },
  { product: 'vsftpd', of: 'any', weight: 1, pattern: /Consider using (?:PASV|EPSV)\.$/ },
  {
    product: 'vsftpd',
    of: 'any',
    weight: 2,
    pattern: /^425 (?:Failed to establish connection|Security: Bad IP connecting)\./,
  },
  { product: 'proftpd', of: 'greeting', weight: 4, pattern: /ProFTPD (?:(\d[\w.+-]{0,20}) )?Server/ },
  { product: 'proftpd', of: 'greeting', weight: 1, pattern: /^220 [0-9A-Fa-f.:]{2,45} FTP server ready/ },
  { product: 'proftpd', of: 'STAT', weight: 6, pattern: /^211-Status of '/ },
  { product: 'proftpd', of: 'FEAT', weight: 4, pattern: /^ ?(?:CSID|MFF )\b/m },
  {
    product: 'proftpd',
    of: 'any',
    weight: 2,
    pattern: /^425 Unable to build data connection: (?:Operation not permitted|Permission denied)/,
  },
  { product: 'proftpd', of: 'any', weight: 2, pattern: /^500 [A-Z]{3,4} not understood$/ },
  {
    product: 'proftpd',
    of: 'any',
    weight: 2,
    pattern: /^421 (?:Idle|Login) [Tt]imeout \(\d{1,6} seconds\): closing control connection/,
  },
  { product: 'proftpd', of: 'any', weight: 1, pattern: /^234 AUTH (?:TLS|SSL) successful$/ },
  { product: 'pure-ftpd', of: 'greeting', weight: 4, pattern: /Welcome to Pure-FTPd/ },
  { product: 'pure-ftpd', of: 'STAT', weight: 6, pattern: /https?:\/\/www\.pureftpd\.org/ },
  { product: 'pure-ftpd', of: 'HELP', weight: 6, pattern: /https?:\/\/(?:www\.)?pureftpd\.org/ },
  { product: 'pure-ftpd', of: 'FEAT', weight: 4, pattern: /^ ?(?:ESTA|ESTP|SPSV)\b/m },
  { product: 'pure-ftpd', of: 'any', weight: 3, pattern: /^500 I won't open a connection to / },
  { product: 'pure-ftpd', of: 'any', weight: 3, pattern: /^229 Extended Passive mode OK / },
  {
    product: 'pure-ftpd',
    of: 'any',
    weight: 2,
    pattern: /^2[35]0 OK\. Current (?:restricted )?directory is /,
  },
  { product: 'pure-ftpd', of: 'any', weight: 2, pattern: /^200 TYPE is now / },
  {
    product: 'pure-ftpd',
    of: 'any',
    weight: 2,
    pattern: /^226-(?:Options: -|File successfully transferred)/,
  },
  { product: 'pyftpdlib', of: 'greeting', weight: 4, pattern: /pyftpdlib (\d[\w.+-]{0,20}) ready/ },
  {
    product: 'pyftpdlib',
    of: 'STAT',
    weight: 4,
    pattern: /^[ \t]{0,8}Connected to: \S{3,50}:\d{1,5}[ \r]{0,4}$/m,
  },
  { product: 'pyftpdlib', of: 'FEAT', weight: 4, pattern: /^211[ -](?:Features supported:|End FEAT\.)/m },
  { product: 'pyftpdlib', of: 'any', weight: 3, pattern: /^22[79] Entering (?:extended )?passive mode / },
  {
    product: 'filezilla-server',
    of: 'greeting',
    weight: 4,
    pattern: /FileZilla Server(?: version)?(?: (\d[\w.+-]{0,20}))?/,
  },
  { product: 'filezilla-server', of: 'STAT', weight: 6, pattern: /Up and running, yay!/ },
  { product: 'filezilla-server', of: 'SYST', weight: 4, pattern: /emulated by FileZilla/ },
  {
    product: 'filezilla-server',
    of: 'FEAT',
    weight: 4,
    pattern:
      /^ ?MDTM\n ?REST STREAM\n ?SIZE\n(?: ?MODE Z\n)? ?MLST type\*;size\*;modify\*;(?:perm\*;)?\n ?MLSD$/m,
  },
  { product: 'filezilla-server', of: 'any', weight: 2, pattern: /^331 Please, specify the password\./ },
  {
    product: 'filezilla-server',
    of: 'any',
    weight: 2,
    pattern: /^150 (?:Starting data transfer|About to start data transfer)\./,
  },
  {
    product: 'filezilla-server',
    of: 'any',
    weight: 2,
    pattern: /^150 (?:Opening data channel|Data channel opened) for /,
  },
  { product: 'filezilla-server', of: 'any', weight: 2, pattern: /^226 Successfully transferred "/ },
  { product: 'filezilla-server', of: 'any', weight: 2, pattern: /^202 UTF8 mode is always enabled\./ },
  { product: 'filezilla-server', of: 'any', weight: 1, pattern: /^226 Operation successful$/ },
  { product: 'filezilla-server', of: 'any', weight: 1, pattern: /^150 Connection accepted$/ },
  { product: 'filezilla-server', of: 'any', weight: 1, pattern: /^230 Logged on$/ },
  {
    product: 'filezilla-server',
    of: 'any',
    weight: 2,
    pattern: /^502 Explicit TLS authentication not allowed/,
  },
  { product: 'filezilla-server', of: 'any', weight: 2, pattern: /^503 Use AUTH first\./ },
  { product: 'filezilla-server', of: 'any', weight: 1, pattern: /^250 CWD successful\. "/ },
  {
    product: 'filezilla-server',
    of: 'any',
    weight: 3,
    pattern: /^421 Rejected command, requested IP address does not match control connection IP\./,
  },
  { product: 'iis', of: 'greeting', weight: 4, pattern: /Microsoft FTP Service/ },
  {
    product: 'iis',
    of: 'STAT',
    weight: 6,
    pattern: /Microsoft(?: Windows NT)? FTP (?:Service|Server) status/i,
  },
  { product: 'iis', of: 'SYST', weight: 3, pattern: /^215 Windows_NT/ },
  { product: 'iis', of: 'FEAT', weight: 4, pattern: /^ ?AUTH TLS;TLS-C;SSL;TLS-P;$/m },
  { product: 'iis', of: 'FEAT', weight: 4, pattern: /^211-Extended features supported:/ },
  { product: 'iis', of: 'any', weight: 2, pattern: /^125 Data connection already open; Transfer starting\./ },
  { product: 'iis', of: 'any', weight: 2, pattern: /^53[04] (?:User cannot log in|Policy requires SSL)/ },
  { product: 'iis', of: 'any', weight: 1, pattern: /^501 Server cannot accept argument\./ },
];

/** Replies beyond these add nothing to what the first ones tell. */
const maxReplies = 200;
const maxLength = 4096;

interface Score {
  weight: number;
  version: string | null;
  versionWeight: number;
  readonly evidence: { readonly id: number; readonly weight: number }[];
}

function applies(tell: Tell, exchange: Exchange, index: number): boolean {
  if (tell.of === 'any') return true;
  return tell.of === 'greeting' ? exchange.command === null && index === 0 : exchange.verb === tell.of;
}

function note(scores: Map<Product, Score>, tell: Tell, reply: ReplyEvent, version: string | null): void {
  const score = scores.get(tell.product) ?? { weight: 0, version: null, versionWeight: 0, evidence: [] };
  scores.set(tell.product, score);
  score.weight += tell.weight;
  score.evidence.push({ id: reply.id, weight: tell.weight });
  if (version !== null && tell.weight > score.versionWeight) {
    score.version = version;
    score.versionWeight = tell.weight;
  }
}

/** Logs that only one product writes, by the name of their format. */
const ownLogs: ReadonlyMap<string, Product> = new Map([
  ['vsftpd-log', 'vsftpd'],
  ['proftpd-log', 'proftpd'],
  ['proftpd-extended-log', 'proftpd'],
  ['pure-ftpd-log', 'pure-ftpd'],
  ['pyftpdlib-log', 'pyftpdlib'],
  ['filezilla-server-log', 'filezilla-server'],
]);

/** Which product the server is, banner or not; each tell counts once. `format` is the log's that this was read from. */
export function identifyServer(
  sessions: readonly SessionFacts[],
  format: string | null = null,
): ServerIdentity {
  const scores = new Map<Product, Score>();
  const open = new Set(tells);
  let replies = 0;
  for (const { exchanges } of sessions) {
    for (const [index, exchange] of exchanges.entries()) {
      for (const reply of exchange.replies) {
        replies += 1;
        if (replies > maxReplies) break;
        const text = reply.text.slice(0, maxLength);
        for (const tell of open) {
          const match = applies(tell, exchange, index) ? tell.pattern.exec(text) : null;
          if (match === null) continue;
          open.delete(tell);
          note(scores, tell, reply, match[1] ?? null);
        }
      }
    }
  }
  const [best] = [...scores].sort(([, a], [, b]) => b.weight - a.weight);
  if (best === undefined) {
    return { product: ownLogs.get(format ?? '') ?? 'unknown', version: null, evidence: [] };
  }
  const [product, { version, evidence }] = best;
  const ids = evidence.sort((a, b) => b.weight - a.weight).map(({ id }) => id);
  return { product, version, evidence: [...new Set(ids)] };
}
