import type { Translate } from '../../../l10n.ts';
import { lastSetting } from '../../settings.ts';
import type { FileRule, LintDraft } from '../rule.ts';
import { inLine, safeFix } from '../rule.ts';

/** Without one of these nobody gets a listing or a file. */
const dataCommands = ['PASV', 'EPSV', 'PORT', 'EPRT'];

function lacking(option: string, commands: readonly string[], t: Translate): string | null {
  if (option === 'cmds_denied') {
    const denied = ['PASV', 'EPSV'].filter((command) => commands.includes(command));
    return denied.length === 2
      ? t('PASV and EPSV are denied, so clients behind a router get neither listings nor files.')
      : null;
  }
  const none = !dataCommands.some((command) => commands.includes(command));
  return none ? t('None of PASV, EPSV, PORT and EPRT is allowed, so nobody gets a listing or a file.') : null;
}

/** Lists of commands: compared letter by letter, in capitals and without blanks. */
export const commandList: FileRule = {
  id: 'command-list',
  scope: 'file',
  check(conf, t) {
    const drafts: LintDraft[] = [];
    for (const option of ['cmds_allowed', 'cmds_denied']) {
      const setting = lastSetting(conf, option);
      if (setting?.value == null) continue;
      const { line, value } = setting;
      const clean = value
        .toUpperCase()
        .split(',')
        .map((command) => command.trim())
        .filter((command) => command !== '')
        .join(',');
      const from = line.content.indexOf(value);
      if (clean !== value.trim() && from >= 0)
        drafts.push({
          line,
          from,
          to: from + value.length,
          severity: 'warning',
          text: t(
            'vsftpd compares commands letter by letter: they must be in capitals, parted by commas without blanks.',
          ),
          fixes: [
            safeFix(t('Write {value}', { value: clean }), [inLine(line, from, from + value.length, clean)]),
          ],
        });
      const text = lacking(option, clean.split(','), t);
      if (text !== null)
        drafts.push({
          line,
          severity: option === 'cmds_allowed' ? 'error' : 'warning',
          text,
          stage: 'pasv',
          says: '550 Permission denied.',
        });
    }
    return drafts;
  },
};
