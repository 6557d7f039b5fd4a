import { codeOf } from '../../../ftp/reply.ts';
import type { LineReading, LogFormat, LogItem } from '../logItem.ts';
import { bareCommand, command, exceptionWords, reply, replyLine } from '../words.ts';

function note(line: string): LineReading | null {
  const connected = /^Connected to \[?([0-9A-Fa-f.:]{2,45}?)\]?:(\d{1,5}) \(/.exec(line);
  if (connected !== null) {
    const [, address = '', port = '0'] = connected;
    return { items: [{ kind: 'connected', address, port: Number(port) }], weight: 2 };
  }
  const data = /^(?:Downloading from|Uploading to) \[?([0-9A-Fa-f.:]{2,45}?)\]?:(\d{1,5}) \(/.exec(line);
  if (data !== null) {
    const items: LogItem[] = [
      { kind: 'dialling', address: data[1] ?? '', port: Number(data[2]) },
      { kind: 'dialled', outcome: 'connected', errno: null },
    ];
    return { items, weight: 2 };
  }
  if (/PASV returned another host \(/.test(line))
    return { items: [{ kind: 'refused-by-client' }], weight: 2 };
  if (
    /^(?:Login security: |Trying to find optimal transfer strategy|Optimal transfer strategy found)/.test(
      line,
    )
  ) {
    return { items: [], weight: 2 };
  }
  const failure =
    /(?:open data connection|connect E[A-Z]{4,20} |Client is closed because|ERR_(?:SSL|TLS)|certificate)/.test(
      line,
    )
      ? exceptionWords(line)
      : null;
  if (failure === null) return null;
  const isData = line.includes('open data connection');
  return {
    items: failure.map((item) => (item.kind === 'dialled' ? { ...item, isData } : item)),
    weight: isData ? 2 : 1,
  };
}

function reader(): (line: string) => LineReading | null {
  /** The reply whose further lines come without a mark. */
  let open: number | null = null;
  return (line) => {
    const body = line.slice(2);
    const isMarked = line.startsWith('< ');
    const code = codeOf(isMarked ? body : line);
    if (open !== null && (isMarked || (!line.startsWith('> ') && line.trim() !== ''))) {
      const text = isMarked ? body : line;
      if (code === open && text[3] !== '-') open = null;
      return { items: [reply(text)], weight: 1 };
    }
    if (line.startsWith('> ') && bareCommand.test(body)) {
      open = null;
      return { items: [command(body)], weight: 1 };
    }
    if (isMarked && (replyLine.test(body) || code === null)) {
      open = body[3] === '-' ? code : null;
      return { items: [reply(body)], weight: 1 };
    }
    return note(line);
  };
}

/** basic-ftp with `verbose`: `> CMD` and `< NNN text` as curl writes them, and words of its own. */
export const basicFtp: LogFormat = { id: 'basic-ftp', dialsAsAdvertised: false, reader };
