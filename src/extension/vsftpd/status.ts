import { languages, window, workspace } from 'vscode';
import type { CommandId } from '../commands.ts';
import { t } from '../localize.ts';
import type { Subscription } from '../signal.ts';
import { buildFor, confLanguage, confSelector } from './build.ts';

/** Says in the language status which vsftpd the file is checked against. */
export function registerStatus(): Subscription[] {
  const item = languages.createLanguageStatusItem('ftpDiagnose.vsftpdBuild', confSelector);
  const command: CommandId = 'ftpDiagnose.chooseVsftpdBuild';
  item.name = 'vsftpd';
  item.command = { command, title: t('Choose…') };
  const update = (): void => {
    const document = window.activeTextEditor?.document;
    if (document?.languageId !== confLanguage) return;
    const build = buildFor(document);
    item.text = build === null ? t('vsftpd: strictest reading') : build.label;
    item.detail = build === null ? t('Checked against every current build at once') : build.id;
  };
  update();
  return [
    item,
    window.onDidChangeActiveTextEditor(update),
    workspace.onDidOpenTextDocument(update),
    workspace.onDidChangeConfiguration(update),
  ];
}
