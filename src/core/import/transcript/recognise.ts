import { basicFtp } from './formats/basicFtp.ts';
import { bsdFtp, plainDialogue } from './formats/bsdFtp.ts';
import { curl, curlTrace } from './formats/curl.ts';
import { filezillaServerLog } from './formats/filezillaServer.ts';
import { ftpserverlibLog } from './formats/ftpserverlib.ts';
import { labelled } from './formats/labelled.ts';
import { lftp } from './formats/lftp.ts';
import { busybox, ftplib, netFtp, nodeFtp, rclone, rubyNetFtp } from './formats/quoted.ts';
import { proftpdExtendedLog, proftpdLog, pureFtpdLog, pyftpdlibLog } from './formats/servers.ts';
import { vsftpdLog } from './formats/vsftpdLog.ts';
import { wget } from './formats/wget.ts';
import { winscp } from './formats/winscp.ts';
import type { LineReading, LogFormat, LogItem } from './logItem.ts';
import type { TextLine } from './textLines.ts';

/** Every format; where two are equally likely the first one is taken. */
export const formats: readonly LogFormat[] = [
  vsftpdLog,
  lftp,
  winscp,
  ftplib,
  nodeFtp,
  rclone,
  netFtp,
  rubyNetFtp,
  busybox,
  curlTrace,
  labelled,
  filezillaServerLog,
  ftpserverlibLog,
  pyftpdlibLog,
  proftpdLog,
  proftpdExtendedLog,
  pureFtpdLog,
  wget,
  basicFtp,
  curl,
  bsdFtp,
  plainDialogue,
];

/** What beside the dialogue shows that a text is about an FTP session. */
const telling: Readonly<Record<string, number>> = {
  connected: 1,
  connecting: 1,
  dialled: 1,
  'login-refused': 1,
  unreached: 2,
  unresolved: 2,
};

/**
 * A data connection that failed by the client's own words, or a refusal behind a mark of its own, is a log's whole content
 * where only the error was pasted.
 */
function weightOf(item: LogItem, mark: LineReading['weight']): number {
  if (item.kind === 'reply') return mark === 2 && /^[45]\d\d[ -]\S/.test(item.text) ? 1 : 0;
  return item.kind === 'dialled' && item.isData === true ? 2 : (telling[item.kind] ?? 0);
}

interface Score {
  readonly format: LogFormat;
  readonly points: number;
  /** Commands and replies found; what tells of a connection that did not come about counts double, for such a log is short. */
  readonly dialogue: number;
}

function score(format: LogFormat, lines: readonly TextLine[]): Score {
  const read = format.reader();
  let points = 0;
  let dialogue = 0;
  for (const { text } of lines) {
    const reading = read(text);
    if (reading === null) continue;
    points += reading.weight;
    const spoken = reading.items.filter(({ kind }) => kind === 'command' || kind === 'reply').length;
    dialogue += spoken + reading.items.reduce((sum, item) => sum + weightOf(item, reading.weight), 0);
    // Bare replies are as much as a client's own marks once there is more than a chance one.
    if (reading.weight === 0 && spoken > 0) points += 0.5;
  }
  return { format, points, dialogue };
}

/** A format that fits, and how many commands and replies it finds. */
export interface Recognised {
  readonly format: LogFormat;
  readonly dialogue: number;
}

/** The format of a text by its content; null when it holds no FTP dialogue. */
export function recognise(lines: readonly TextLine[]): Recognised | null {
  const scores = formats.map((format) => score(format, lines)).filter(({ dialogue }) => dialogue >= 2);
  const best = scores.reduce<Score | null>(
    (top, next) => (top === null || next.points > top.points ? next : top),
    null,
  );
  return best !== null && best.points >= 1.5 ? best : null;
}
