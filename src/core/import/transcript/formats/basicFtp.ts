import type { LineReading, LogFormat } from '../logItem.ts';
import { bareCommand, command, reply, replyLine } from '../words.ts';

function read(line: string): LineReading | null {
  const connected = /^Connected to \[?([0-9A-Fa-f.:]{2,45}?)\]?:(\d{1,5}) \(/.exec(line);
  if (connected !== null) {
    return {
      items: [{ kind: 'connected', address: connected[1] ?? null, port: Number(connected[2]) }],
      weight: 2,
    };
  }
  if (
    /^(?:Login security: |Trying to find optimal transfer strategy|Optimal transfer strategy found)/.test(
      line,
    )
  ) {
    return { items: [], weight: 2 };
  }
  const body = line.slice(2);
  if (line.startsWith('> ') && bareCommand.test(body)) return { items: [command(body)], weight: 1 };
  return line.startsWith('< ') && replyLine.test(body) ? { items: [reply(body)], weight: 1 } : null;
}

/** basic-ftp with `verbose`: `> CMD` and `< NNN text` as curl writes them, and words of its own. */
export const basicFtp: LogFormat = { id: 'basic-ftp', dialsAsAdvertised: false, reader: () => read };
