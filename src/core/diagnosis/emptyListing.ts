import { argumentOf } from '../ftp/command.ts';
import type { Translate } from '../l10n.ts';
import type { Facts } from './facts.ts';
import { quote } from './said.ts';

/**
 * What a listing without bytes may mean where a folder was named; null where there were bytes, or no name. vsftpd 3.0.3
 * answers a LIST of a name that is not there like one of an empty folder: no bytes and 226.
 */
export function sayEmpty({ sessions }: Facts, bytes: number, t: Translate): string | null {
  if (bytes > 0) return null;
  const asked = sessions.flatMap(({ exchanges }) => exchanges).find(({ verb }) => verb === 'LIST')?.command;
  const path = asked == null ? '' : argumentOf(asked.text).trim();
  return path === ''
    ? null
    : t('The listing of {path} is empty: the folder holds nothing, or there is none of that name.', {
        path: quote(path),
      });
}
