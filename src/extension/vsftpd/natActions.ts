import { commands, EndOfLine, Uri, window, workspace, type TextDocument } from 'vscode';
import { isHostName } from '../../core/config/lint/pasvAddress.ts';
import { serveOnNic, serveOutsideNat, type PublicSide } from '../../core/config/natBlock.ts';
import { ownRange } from '../../core/config/diagnosed/fitEdits.ts';
import { readConf, valueOf } from '../../core/config/settings.ts';
import { isIPv4, isPublicScope, scopeOf } from '../../core/ftp/address.ts';
import type { PortRange } from '../../core/trace/trace.ts';
import { parsePortRange } from '../endpoints/endpoint.ts';
import { t } from '../localize.ts';
import type { StepFrame, StepResult } from '../quickInput/form.ts';
import { inputStep } from '../quickInput/steps.ts';
import { rememberChange } from './afterSave.ts';
import { applyToDocument } from './applyToDocument.ts';
import { buildFor, confLanguage } from './build.ts';

/** The public address of the server that reads the file, else of the one server that was diagnosed; null for none or several. It is only proposed. */
export type KnownAddress = (uri: Uri) => string | null;

/** The document that a command is about: the one named, else the one in front. */
export async function documentOf(argument: unknown): Promise<TextDocument | null> {
  if (argument instanceof Uri) return workspace.openTextDocument(argument);
  const front = window.activeTextEditor?.document;
  if (front?.languageId === confLanguage) return front;
  void window.showInformationMessage(t('Open a vsftpd.conf first.'));
  return null;
}

function addressFault(value: string): string | null {
  const text = value.trim();
  if (isIPv4(text))
    return isPublicScope(scopeOf(text))
      ? null
      : t('This address is not a public one; clients outside cannot reach it.');
  return isHostName(text) ? null : t('Write the public IPv4 address, or a host name that has it.');
}

/** Asks for the address that clients connect to: a public one, or a name that has it. */
export async function askAddress(frame: StepFrame, value: string): Promise<StepResult<string>> {
  const result = await inputStep(frame, {
    prompt: t('The address that clients connect to'),
    placeholder: '203.0.113.5',
    value,
    validate: addressFault,
  });
  return typeof result === 'string' ? result : { value: result.value.trim() };
}

/** Asks for the passive ports. */
export async function askRange(frame: StepFrame, value: PortRange): Promise<StepResult<PortRange>> {
  const result = await inputStep(frame, {
    prompt: t('The passive ports, which must also be open in the security group and the firewall'),
    value: `${value.from}-${value.to}`,
    validate: (text) => (parsePortRange(text) === null ? t('Write two ports as 30000-30100.') : null),
  });
  if (typeof result === 'string') return result;
  const chosen = parsePortRange(result.value);
  return chosen === null ? 'cancel' : { value: chosen };
}

async function askPublicSide(
  document: TextDocument,
  title: string,
  known: KnownAddress,
): Promise<PublicSide | null> {
  const conf = readConf(document.getText(), buildFor(document));
  const proposal = valueOf(conf, 'pasv_address') ?? known(document.uri) ?? '';
  const address = await askAddress({ title, step: 1, total: 2 }, proposal);
  if (typeof address === 'string') return null;
  const ports = await askRange({ title, step: 2, total: 2 }, ownRange(conf) ?? { from: 30000, to: 30100 });
  if (ports === 'back') return askPublicSide(document, title, known);
  return ports === 'cancel' ? null : { address: address.value, range: ports.value };
}

/** Asks for the public address and the range and writes the complete block. */
export async function serveOutside(argument: unknown, known: KnownAddress): Promise<void> {
  const document = await documentOf(argument);
  if (document === null) return;
  const side = await askPublicSide(document, t('Serve clients outside NAT'), known);
  if (side === null) return;
  await applyToDocument(document, serveOutsideNat(readConf(document.getText(), buildFor(document)), side));
}

/** Shows what each mode of an elastic public address needs, and writes the block for one of them. */
export async function chooseEipMode(
  argument: unknown,
  extensionUri: Uri,
  known: KnownAddress,
): Promise<void> {
  const document = await documentOf(argument);
  if (document === null) return;
  const ordinary = {
    label: t('Ordinary mode (NAT)'),
    detail: t(
      'The public address is on no interface of the machine: pasv_address, an IPv4 listener and a range are needed.',
    ),
  };
  const visible = {
    label: t('NIC-visible mode'),
    detail: t(
      '"ip address" shows the public address: pasv_address goes, vsftpd names the right address by itself; only a range is needed.',
    ),
  };
  const compare = { label: t('Compare the two…'), detail: '' };
  const picked = await window.showQuickPick([ordinary, visible, compare], {
    title: t('EIP mode'),
    ignoreFocusOut: true,
  });
  if (picked === compare) {
    await commands.executeCommand('markdown.showPreview', Uri.joinPath(extensionUri, 'docs', 'eip-modes.md'));
    return;
  }
  if (picked === ordinary) await serveOutside(document.uri, known);
  if (picked !== visible) return;
  const side = await askPublicSide(document, t('NIC-visible mode'), known);
  if (side !== null)
    await applyToDocument(document, serveOnNic(readConf(document.getText(), buildFor(document)), side));
}

/** Writes the file without its byte order mark; the document follows. */
export async function removeByteOrderMark(argument: unknown): Promise<void> {
  const document = await documentOf(argument);
  if (document === null || (document.isDirty && !(await document.save()))) return;
  const bytes = await workspace.fs.readFile(document.uri);
  const kept = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
  await workspace.fs.writeFile(document.uri, kept);
}

/** Gives the document line ends of LF alone; lone carriage returns went when it was opened. */
export async function useUnixLineEnds(argument: unknown): Promise<void> {
  const document = await documentOf(argument);
  if (document === null) return;
  const editor = await window.showTextDocument(document);
  if (await editor.edit((builder) => builder.setEndOfLine(EndOfLine.LF))) rememberChange(document.uri);
}
