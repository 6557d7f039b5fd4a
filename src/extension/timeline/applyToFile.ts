import { window, type TextDocument } from 'vscode';
import { globalIpv6 } from '../../core/config/diagnosed/diagnosedFaults.ts';
import { fitEdits } from '../../core/config/diagnosed/fitEdits.ts';
import { readConf } from '../../core/config/settings.ts';
import type { RemedyEdit, Report } from '../../core/report/report.ts';
import type { Endpoint } from '../endpoints/endpoint.ts';
import { t } from '../localize.ts';
import { applyToDocument } from '../vsftpd/applyToDocument.ts';
import { buildFor } from '../vsftpd/build.ts';
import { chooseConfigFile, openConfigFile, type ConfigFileDeps } from '../vsftpd/chooseConfigFile.ts';
import { isGarbled } from '../vsftpd/documentEdits.ts';
import { copyScript } from '../vsftpd/script.ts';
import { serveBothFamilies } from '../vsftpd/serveBothFamilies.ts';

/** The server's own file: the one chosen for the endpoint, else asked for once; or a script for where no editor can save. */
async function fileOf(endpoint: Endpoint, deps: ConfigFileDeps): Promise<TextDocument | 'script' | null> {
  const saved = deps.store.find(endpoint.id) ?? endpoint;
  if (saved.configFile !== undefined) return openConfigFile(saved);
  const choose = {
    label: t("Open the server's vsftpd.conf…"),
    description: t('asked once, kept with the endpoint'),
  };
  const script = {
    label: t('Copy as shell script'),
    description: t('for a server whose files cannot be opened or saved here'),
  };
  const picked = await window.showQuickPick([choose, script], {
    title: t('Apply the remedy'),
    placeHolder: t('Where shall it be made?'),
    ignoreFocusOut: true,
  });
  if (picked === script) return 'script';
  if (picked !== choose) return null;
  const uri = await chooseConfigFile(saved, deps);
  return uri === null ? null : openConfigFile({ ...saved, configFile: uri.toString() });
}

/** Warns that clients over IPv6 would lose the server; true when the one file shall be changed all the same. */
async function isOneFileWanted(
  document: TextDocument,
  edits: readonly RemedyEdit[],
  ipv6: string,
): Promise<boolean> {
  const second = t('Second vsftpd for IPv4');
  const anyway = t('Change this file alone');
  const answer = await window.showWarningMessage(
    t('The server also has the IPv6 address {ipv6}, which stops answering if only this file changes.', {
      ipv6,
    }),
    {
      modal: true,
      detail: t('pasv_address needs an IPv4 listener; a second vsftpd with a file of its own keeps both.'),
    },
    second,
    anyway,
  );
  if (answer === second) await serveBothFamilies(document.uri, { edits, ipv6 });
  return answer === anyway;
}

/**
 * Writes a remedy's edits into the endpoint's vsftpd.conf. The file is left unsaved, so that it can be looked at and
 * undone; comments, order and line ends stay.
 */
export async function applyToFile(
  edits: readonly RemedyEdit[],
  endpoint: Endpoint,
  report: Report,
  deps: ConfigFileDeps,
): Promise<void> {
  const document = await fileOf(endpoint, deps);
  if (document === null) return;
  if (document === 'script') {
    await copyScript(edits);
    return;
  }
  if (isGarbled(document)) return;
  const conf = readConf(document.getText(), buildFor(document));
  const fitted = fitEdits(conf, edits);
  const ipv6 = fitted.some(({ option, value }) => option === 'listen_ipv6' && value === 'NO')
    ? globalIpv6(report, conf)
    : null;
  if (ipv6 !== null && !(await isOneFileWanted(document, fitted, ipv6))) return;
  await applyToDocument(document, fitted);
}
