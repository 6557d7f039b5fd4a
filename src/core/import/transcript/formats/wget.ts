import type { LineReading, LogFormat, LogItem } from '../logItem.ts';
import { command, failedDial, reply, replyLine } from '../words.ts';

/** `==> CMD ... result`, several on one line (without -S and -d). */
function steps(line: string): LogItem[] {
  const items: LogItem[] = [];
  for (const step of line.split(/(?===> )/)) {
    const match = /^==> ([A-Z]{3,4}(?: [^.]{0,300}?)?) \.{3} ?(.{0,300})$/.exec(step.trim());
    if (match === null) continue;
    const [, text = '', result = ''] = match;
    items.push(command(text));
    const failed = /couldn't connect to ([0-9.]{7,15}) port (\d{1,5}): (.{1,200})/.exec(result);
    if (failed !== null) {
      items.push(
        { kind: 'dialling', address: failed[1] ?? '', port: Number(failed[2]) },
        failedDial(failed[3] ?? ''),
      );
    }
  }
  return items;
}

function control(line: string): LogItem[] | null {
  const match =
    /^(?:Connecting to|正在连接|正在連接|Connexion à|Verbindungsaufbau zu) ?(\S{1,255}?)(?: ?\([^)]{1,255}\))?\|([0-9A-Fa-f.:]{2,45})\|:(\d{1,5})\.{3} ?(.{0,200})$/.exec(
      line,
    );
  if (match === null) return null;
  const [, host = '', address = '', port = '0', result = ''] = match;
  if (/failed|失败|失敗|échec|fehlgeschlagen/.test(result)) return [];
  return [{ kind: 'connected', address, port: Number(port), host }];
}

function reader(): (line: string) => LineReading | null {
  let verbose = false;
  return (line) => {
    if (/^DEBUG output created by Wget/.test(line)) return { items: [], weight: 2 };
    const sent = /^--> ([A-Z]{3,4}(?: .{0,1000})?)$/.exec(line.trimEnd());
    if (sent !== null) {
      verbose = true;
      return { items: [command(sent[1] ?? '')], weight: 2 };
    }
    const start = control(line) ?? direct(line);
    if (start !== null) return { items: start, weight: 2 };
    const dialling = /^trying to connect to ([0-9.]{7,15}) port (\d{1,5})/.exec(line);
    if (dialling !== null)
      return {
        items: [{ kind: 'dialling', address: dialling[1] ?? '', port: Number(dialling[2]) }],
        weight: 2,
      };
    const failed = /^couldn't connect to ([0-9.]{7,15}) port (\d{1,5}): (.{1,200})$/.exec(line.trim());
    if (failed !== null) return { items: [failedDial(failed[3] ?? '')], weight: 2 };
    if (/==> [A-Z]{3,4}/.test(line)) return { items: verbose ? failures(line) : steps(line), weight: 2 };
    if (/^Logging in as /.test(line)) return { items: [], weight: 2 };
    return verbose && replyLine.test(line) ? { items: [reply(line)], weight: 1 } : null;
  };
}

/** A host that was given as an address: `Connecting to 1.2.3.4:2100... connected.` */
function direct(line: string): LogItem[] | null {
  const match = /^Connecting to ([0-9.]{7,15}):(\d{1,5})\.{3} connected\.$/.exec(line.trim());
  return match === null ? null : [{ kind: 'connected', address: match[1] ?? null, port: Number(match[2]) }];
}

/** With -S and -d commands stand on lines of their own; what is left of `==> ` lines are failures. */
function failures(line: string): LogItem[] {
  return steps(line).filter(({ kind }) => kind !== 'command');
}

/** GNU wget 1.x, plain, -S and -d. */
export const wget: LogFormat = { id: 'wget', dialsAsAdvertised: true, reader };
