import { verbOf } from '../../ftp/command.ts';
import { Dialogue, isTls, type Said } from './dialogue.ts';
import type { End, Flow } from './flow.ts';

const anyVerb =
  /^(?:USER|PASS|ACCT|AUTH|FEAT|SYST|PASV|EPSV|PORT|EPRT|LPRT|CWD|XCWD|CDUP|PWD|XPWD|TYPE|MODE|STRU|LIST|NLST|MLSD|MLST|RETR|STOR|STOU|APPE|REST|SIZE|MDTM|NOOP|QUIT|OPTS|PBSZ|PROT|CCC|STAT|HELP|SITE|ABOR|DELE|MKD|RMD|RNFR|RNTO|CLNT|HOST)\b/i;

/** Verbs that no other line protocol has. */
const ftpVerbs = new Set(
  'PASV EPSV PORT EPRT LPRT CWD XCWD CDUP PWD XPWD TYPE LIST NLST MLSD MLST RETR STOR STOU APPE FEAT SYST OPTS PBSZ PROT SIZE MDTM'.split(
    ' ',
  ),
);

/** Verbs that an FTP client never sends. */
const foreignVerbs = new Set([
  'EHLO',
  'HELO',
  'MAIL',
  'RCPT',
  'UIDL',
  'CAPA',
  'GET',
  'HEAD',
  'GROUP',
  'ARTICLE',
  'NICK',
]);

/** What the first payload of a connection looks like. */
export function firstImpression(payload: Uint8Array): 'reply' | 'command' | 'other' | 'too-short' {
  if (payload.length < 4) return 'too-short';
  if (isTls(payload)) return 'other';
  const text = String.fromCharCode(...payload.subarray(0, 16));
  if (/^[1-5]\d\d[ -]/.test(text)) return 'reply';
  return anyVerb.test(text) ? 'command' : 'other';
}

/** A control connection of the capture. */
export class Control {
  readonly flow: Flow;
  readonly client: End;
  readonly dialogue: Dialogue;
  #ftp = false;
  #foreign = false;

  constructor(flow: Flow, client: End, onSaid: (said: Said) => void) {
    this.flow = flow;
    this.client = client;
    this.dialogue = new Dialogue((said) => {
      this.#weigh(said);
      onSaid(said);
    });
  }

  get server(): { readonly address: string; readonly port: number } {
    return this.client === 'opener' ? this.flow.answerer : this.flow.opener;
  }

  get clientEnd(): { readonly address: string; readonly port: number } {
    return this.client === 'opener' ? this.flow.opener : this.flow.answerer;
  }

  get clientAddress(): string {
    return this.clientEnd.address;
  }

  /** Whether the dialogue is FTP's: by its verbs and replies, or, where nothing was said, by port 21. */
  get isFtp(): boolean {
    if (this.#foreign) return false;
    if (this.#ftp) return true;
    const { port } = this.server;
    const silent = this.dialogue.said.every(({ kind }) => kind === 'gap' || kind === 'tls');
    return port === 21 || (port === 990 && silent);
  }

  #weigh(said: Said): void {
    if (said.kind === 'command' && ftpVerbs.has(verbOf(said.text))) this.#ftp = true;
    if (said.kind === 'command' && foreignVerbs.has(verbOf(said.text))) this.#foreign = true;
    if (
      said.kind === 'reply' &&
      (said.code === 227 || said.code === 229 || said.code === 234 || said.code === 331)
    )
      this.#ftp = true;
    if (
      said.kind === 'reply' &&
      said.code === 220 &&
      /\bv?s?ftp/i.test(said.text) &&
      !/smtp/i.test(said.text)
    )
      this.#ftp = true;
  }
}
