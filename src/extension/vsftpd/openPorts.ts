import { env, Uri, window, workspace, WorkspaceEdit, Position, type TextDocument } from 'vscode';
import { passiveRangeIn } from '../../core/config/passiveRange.ts';
import { ownRange } from '../../core/config/diagnosed/fitEdits.ts';
import { readConf } from '../../core/config/settings.ts';
import { lastSetting } from '../../core/config/settings.ts';
import { dash } from '../../core/remedies/ranges.ts';
import { portRuleComments, portRules, type PortRule } from '../../core/remedies/portRules.ts';
import { proposedRange } from '../../core/remedies/situation.ts';
import type { PortRange } from '../../core/trace/trace.ts';
import { t } from '../localize.ts';
import { buildFor } from './build.ts';
import { isGarbled } from './documentEdits.ts';

/** The range to open: what the file sets, else what vsftpd then uses where it sets something, else a proposal. */
export function rangeToOpen(document: TextDocument): PortRange {
  const conf = readConf(document.getText(), buildFor(document));
  const setsOne =
    lastSetting(conf, 'pasv_min_port') !== undefined || lastSetting(conf, 'pasv_max_port') !== undefined;
  return ownRange(conf) ?? (setsOne ? passiveRangeIn(conf) : null) ?? proposedRange;
}

async function pickRules(range: PortRange): Promise<readonly PortRule[] | null> {
  const items = portRules(range).map((rule) => ({
    label: rule.label,
    description: rule.kind === 'cloud' ? t('security group') : t("the server's own firewall"),
    detail: rule.lines.join('  '),
    rule,
  }));
  const picked = await window.showQuickPick(items, {
    title: t('Open the passive ports {range}', { range: dash(range) }),
    placeHolder: t('Both layers must let them in: the security group and the firewall of the server'),
    canPickMany: true,
    matchOnDetail: true,
    ignoreFocusOut: true,
  });
  return picked === undefined || picked.length === 0 ? null : picked.map(({ rule }) => rule);
}

/** Where a comment about the range stands: above the line that begins it, else at the end. */
function placeOf(document: TextDocument): Position {
  const conf = readConf(document.getText(), buildFor(document));
  const lines = ['pasv_min_port', 'pasv_max_port'].flatMap((option) => {
    const setting = lastSetting(conf, option);
    return setting === undefined ? [] : [setting.line.index];
  });
  return lines.length > 0 ? new Position(Math.min(...lines), 0) : new Position(document.lineCount, 0);
}

/** Shows how clouds and firewalls open the file's passive ports; the chosen rules are copied, or written as a comment. */
export async function openPassivePorts(argument: unknown): Promise<void> {
  const document =
    argument instanceof Uri
      ? await workspace.openTextDocument(argument)
      : (window.activeTextEditor?.document ?? null);
  if (document === null) return;
  const rules = await pickRules(rangeToOpen(document));
  if (rules === null) return;
  const text = rules.flatMap(({ label, lines }) => [`# ${label}`, ...lines]).join('\n');
  const copy = { label: t('Copy'), detail: t('to paste it in a console or a terminal') };
  const insert = { label: t('Insert as a comment'), detail: t('for whoever opens this file next') };
  const answer = await window.showQuickPick([copy, insert], { ignoreFocusOut: true });
  if (answer === copy) await env.clipboard.writeText(`${text}\n`);
  if (answer !== insert || isGarbled(document)) return;
  const position = placeOf(document);
  const last = document.lineAt(document.lineCount - 1);
  const open = position.line >= document.lineCount && last.text !== '' ? '\n' : '';
  const edit = new WorkspaceEdit();
  edit.insert(document.uri, document.validatePosition(position), `${open}${portRuleComments(rules)}`);
  await workspace.applyEdit(edit);
}
