import type { Translate } from '../../l10n.ts';
import { readCNumber } from '../cNumber.ts';
import type { OptionInfo } from '../options.ts';

const bits = ['---', '--x', '-w-', '-wx', 'r--', 'r-x', 'rw-', 'rwx'];

/** `rw-r--r--` for 0644. */
function rights(mode: number): string {
  return [6, 3, 0].map((shift) => bits[(mode >> shift) & 7] ?? '').join('');
}

function duration(seconds: number, t: Translate): string {
  if (seconds === 0) return t('no limit');
  if (seconds % 3600 === 0) return t('{count} h', { count: seconds / 3600 });
  return seconds % 60 === 0 ? t('{count} min', { count: seconds / 60 }) : t('{count} s', { count: seconds });
}

function rate(bytes: number, t: Translate): string {
  if (bytes === 0) return t('no limit');
  return bytes < 10_000
    ? t('{count} bytes a second', { count: bytes })
    : t('{count} kB a second', { count: Math.round(bytes / 100) / 10 });
}

/** What a number means in words a person thinks in: rights for a mode, minutes for seconds. Null where it says so itself. */
export function decodedValue(option: OptionInfo, written: string, t: Translate): string | null {
  if (option.type !== 'int' || !/^[0-9]/.test(written)) return null;
  const { value } = readCNumber(written);
  if (option.name.endsWith('umask')) {
    const masked = { files: rights(0o666 & ~value), folders: rights(0o777 & ~value) };
    return t('files {files}, folders {folders}', masked);
  }
  if (option.octal) return rights(value);
  if (option.unit === 'seconds') return duration(value, t);
  if (option.unit === 'bytes/second') return rate(value, t);
  return String(value) === written ? null : String(value);
}
