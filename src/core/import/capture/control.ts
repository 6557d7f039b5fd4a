import { verbOf } from '../../ftp/command.ts';
import { Dialogue, type Said, type Speaker, type Stocks } from './dialogue.ts';
import type { End, Flow, Mark } from './flow.ts';

/** Replies that no other line protocol has. */
const ftpCodes: ReadonlySet<number> = new Set([227, 229, 234, 331]);

/** How POP3, IMAP and IRC answer: the first two know USER and PASS too. */
const otherReplies = /^(?:\+OK|-ERR|\* OK|:\S{1,64} \d{3}) ?/;

/** Verbs that only FTP has, and those that others answer in another way. */
const ftpVerbs = new Set(
  'USER PASS PASV EPSV PORT EPRT LPRT CWD XCWD CDUP PWD XPWD TYPE LIST NLST MLSD MLST RETR STOR STOU APPE FEAT SYST OPTS PBSZ PROT SIZE MDTM'.split(
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

/** A control connection of the capture. */
export class Control {
  readonly flow: Flow;
  readonly client: End;
  readonly dialogue: Dialogue;
  /** Who sent the last payload, and when: a data connection is dialled right after the server's answer. */
  lastWord: { readonly from: Speaker; readonly mark: Mark } | null = null;
  #ftp = false;
  #foreign = false;

  constructor(flow: Flow, client: End, stocks: Stocks, onSaid: (said: Said) => void) {
    this.flow = flow;
    this.client = client;
    this.dialogue = new Dialogue(stocks, (said) => {
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

  /** Whether nothing of FTP was seen and nothing more can come: it may give way to others. */
  get isHopeless(): boolean {
    return this.#foreign || (!this.#ftp && this.flow.isOver);
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
    if (said.kind === 'command') {
      const verb = verbOf(said.text);
      if (ftpVerbs.has(verb) || /^AUTH (?:TLS|SSL)\b/i.test(said.text)) this.#ftp = true;
      if (foreignVerbs.has(verb)) this.#foreign = true;
    } else if (said.kind === 'reply') {
      const isGreeting = said.code === 220 && /\bv?s?ftp/i.test(said.text) && !/smtp/i.test(said.text);
      if (isGreeting || ftpCodes.has(said.code)) this.#ftp = true;
    } else if (said.kind === 'stray' && said.from === 'server' && otherReplies.test(said.text)) {
      this.#foreign = true;
    }
  }
}
