import { errnoOf, outcomeOfErrno } from '../errnoText.ts';
import type { LineReading, LogFormat, LogItem } from '../logItem.ts';
import { certificateErrno, tlsWords } from '../tlsText.ts';
import { bareCommand, clockMs, command, failedDial, reply, replyLine } from '../words.ts';

/** What curl tells of a handshake that goes on: the messages of OpenSSL, the steps of Schannel, which has them all named. */
const progress =
  /^ ?TLSv1\.\d \(|^ALPN|^schannel: (?!.*\b(?:failed|error|SEC_E_)\b)|^schannel: .*need more data/;

/** curl's `* …` lines; the first dial of a log is the control connection's, later ones are data connections. */
class Words {
  #reached = false;
  #pending: { address: string; port: number } | null = null;

  read(text: string): LogItem[] {
    const skipped = /^Skip [0-9.]{7,15} for data connection, re-?use /.exec(text);
    if (skipped !== null) return [{ kind: 'replaced' }];
    const trying = /^Trying \[?([0-9A-Fa-f.:]{2,45}?)\]?:(\d{1,5})\.{3}$/.exec(text.trimStart());
    if (trying !== null) return this.#trying(trying[1] ?? '', Number(trying[2]));
    const data = /^Connecting to .{1,255} \(([0-9A-Fa-f.:]{2,45})\) port (\d{1,5})$/.exec(text);
    if (data !== null) return this.#trying(data[1] ?? '', Number(data[2]));
    const connected = this.#connected(text);
    if (connected !== null) return connected;
    const failed =
      /^connect to \S{1,60} port \d{1,5}(?: from \S{1,60} port \d{1,5})? failed: (.{1,200})$/.exec(text);
    if (failed !== null) return this.#failed(failed[1] ?? '');
    if (/^Connection time(?:d )?out after \d{1,9} m|^\S{1,60} connect timeout/.test(text))
      return this.#failed('timed out');
    if (/^Accept timeout occurred/.test(text))
      return [{ kind: 'dialled', outcome: 'timed-out', errno: 'ETIMEDOUT' }];
    const unknown = /^Could not resolve host: (\S{1,255})/.exec(text);
    if (unknown !== null) return [{ kind: 'unresolved', host: unknown[1] ?? '', errno: 'ENOTFOUND' }];
    const secured = /^SSL connection using (TLSv1(?:\.\d)?|SSLv3)/.exec(text);
    if (secured !== null) return [{ kind: 'tls', protocol: secured[1] ?? null }];
    const certificate = certificateErrno(text);
    if (certificate !== null || (tlsWords.test(text) && !progress.test(text)))
      return [{ kind: 'tls-failed', text, errno: certificate }];
    return /^(?:Connection|Closing connection).{0,60}(?:left intact|closed|#?\d)/.test(text)
      ? [{ kind: 'closed' }]
      : [];
  }

  /** `Connected to H (A) port N`; from 8.16 on `Established connection to H (A port N) from …`. */
  #connected(text: string): LogItem[] | null {
    const match =
      /^(?:Connected|Established connection) to (.{1,255}?) \(([0-9A-Fa-f.:]{2,45})\)? port (\d{1,5})/.exec(
        text,
      );
    if (match !== null && !this.#reached) {
      const [, host = '', address = '', port = '0'] = match;
      this.#reached = true;
      return [{ kind: 'connected', address, port: Number(port), host }];
    }
    if (
      match !== null ||
      /^(?:Connected|Established) 2nd connection to|^Connection accepted from server/.test(text)
    )
      return [{ kind: 'dialled', outcome: 'connected', errno: null }];
    return null;
  }

  #trying(address: string, port: number): LogItem[] {
    this.#pending = { address, port };
    return this.#reached ? [{ kind: 'dialling', address, port }] : [];
  }

  #failed(cause: string): LogItem[] {
    if (this.#reached) return [failedDial(cause)];
    const errno = errnoOf(cause) ?? 'EUNKNOWN';
    const { address = null, port = null } = this.#pending ?? {};
    return outcomeOfErrno(errno) === 'unknown' ? [] : [{ kind: 'unreached', address, port, errno }];
  }
}

function reader(): (line: string) => LineReading | null {
  const words = new Words();
  let greeted = false;
  return (line) => {
    const stamped = /^(\d\d:\d\d:\d\d\.\d{6}) (?:\[[\w-]{1,12}\] )?(?=[*<>])/.exec(line);
    const text = stamped === null ? line : line.slice(stamped[0].length);
    const time = stamped === null ? null : clockMs(stamped[1]);
    const body = text.slice(2);
    if (text.startsWith('> ') && bareCommand.test(body)) return { items: [command(body)], time, weight: 1 };
    if (text.startsWith('< ') && (replyLine.test(body) || /^ \S/.test(body) || !greeted)) {
      greeted = true;
      return { items: [reply(body)], time, weight: 1 };
    }
    if (!text.startsWith('* ')) return curlError(text, time);
    const items = words.read(body);
    return { items, time, weight: items.some(({ kind }) => kind === 'unresolved') ? 2 : 1 };
  };
}

/** `curl: (28) …`: the address in it is the control connection's even where the data connection failed (tried on 7.88.1). */
function curlError(text: string, time: number | null): LineReading | null {
  const match = /^curl: \((\d{1,3})\) (.{1,300})$/.exec(text);
  return match === null ? null : { items: [{ kind: 'remark', note: 'curl-error', text }], time, weight: 2 };
}

/** `curl -v`, with or without --trace-time. basic-ftp's log has the same shape without `* ` lines. */
export const curl: LogFormat = { id: 'curl-verbose', dialsAsAdvertised: false, reader };

/** `curl --trace-ascii`: a heading line, then the bytes behind an offset. */
export const curlTrace: LogFormat = {
  id: 'curl-trace',
  dialsAsAdvertised: false,
  reader() {
    const words = new Words();
    let section: 'send' | 'receive' | null = null;
    return (line) => {
      const stamped = /^(\d\d:\d\d:\d\d\.\d{6}) /.exec(line);
      const text = stamped === null ? line : line.slice(stamped[0].length);
      const time = stamped === null ? null : clockMs(stamped[1]);
      const heading = /^(=> Send|<= Recv) (header|data|SSL data), \d{1,10} bytes/.exec(text);
      if (heading !== null) {
        section = heading[2] !== 'header' ? null : heading[1] === '=> Send' ? 'send' : 'receive';
        return { items: [], time, weight: 2 };
      }
      if (text.startsWith('== Info: ')) return { items: words.read(text.slice(9)), time, weight: 2 };
      const bytes = /^[0-9a-f]{4}: (.{0,4000})$/.exec(text);
      if (bytes === null || section === null) return curlError(text, time);
      const item = section === 'send' ? command(bytes[1] ?? '') : reply(bytes[1] ?? '');
      return { items: [item], time, weight: 2 };
    };
  },
};
