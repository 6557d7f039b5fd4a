import type { Translate } from '../../core/l10n.ts';
import type { PartlyRead } from '../../core/import/index.ts';
import { omittedWords, partlyWords } from '../../core/import/partlyWords.ts';
import type { Omitted } from '../../core/trace/trace.ts';
import type { ReadingFault } from './reading.ts';

/** The code of evidence that was pasted or dropped, and is gone since the window was loaded anew. */
export const goneWithTheWindow = 'GoneWithTheWindow';

function unreadable(file: string, code: string, t: Translate): string {
  switch (code) {
    case 'ENOENT':
    case 'FileNotFound':
      return t('"{file}" is not there any more.', { file });
    case 'EACCES':
    case 'EPERM':
    case 'NoPermissions':
      return t('"{file}" may not be read: permission denied.', { file });
    case 'EISDIR':
    case 'FileIsADirectory':
      return t('"{file}" is a folder; name the files in it.', { file });
    case goneWithTheWindow:
      return t(
        '"{file}" stood in memory only, and the window was loaded anew since; paste, drop or open it again.',
        { file },
      );
    default:
      return t('"{file}" could not be read: {reason}', { file, reason: code });
  }
}

/** Names that only a capture has. */
export function isCaptureName(name: string): boolean {
  return /\.(?:pcap|pcapng|cap)(?:\.gz)?$/i.test(name);
}

/** Why evidence could not be read, in one sentence. */
export function faultSentence(fault: ReadingFault, t: Translate): string {
  const { file } = fault;
  switch (fault.fault) {
    case 'unreadable':
      return unreadable(file, fault.code, t);
    case 'empty':
      return t('"{file}" is empty.', { file });
    case 'too-large':
      return t('"{file}" is too large to be read as text; cut out the part that matters.', { file });
    case 'unknown-format':
      return isCaptureName(file)
        ? t(
            '"{file}" is no capture: it does not begin as pcap, pcapng or gzip do, and it holds no FTP dialogue as text either.',
            { file },
          )
        : t('No FTP dialogue was found in "{file}": neither commands nor replies of a client or server.', {
            file,
          });
    case 'host-facts-only':
      return t(
        '"{file}" shows the state of a host and no FTP dialogue; choose a log or a capture of the session together with it.',
        { file },
      );
    case 'unknown-version':
      return t('"{file}" is a report of a newer FTP Diagnose; update this extension.', { file });
    case 'damaged':
      return t('"{file}" is a damaged report: {at} should be {expected}.', {
        file,
        at: fault.at ?? '',
        expected: fault.expected ?? '',
      });
  }
}

/** What was read in part or is not shown, a sentence each. */
export function readingNotes(partly: readonly PartlyRead[], omitted: Omitted, t: Translate): string[] {
  return [...partly.map((part) => partlyWords(part, t)), ...omittedWords(omitted, t)];
}
