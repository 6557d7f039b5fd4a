import {
  CodeAction,
  CodeActionKind,
  type CodeActionContext,
  type CodeActionProvider,
  type Diagnostic,
  type Range,
  type TextDocument,
} from 'vscode';
import { applyEdits } from '../../core/config/edit.ts';
import { fitEdits } from '../../core/config/diagnosed/fitEdits.ts';
import { reachedPublicAddress } from '../../core/config/diagnosed/diagnosedFaults.ts';
import { readConf } from '../../core/config/settings.ts';
import { dash } from '../../core/remedies/ranges.ts';
import type { RemedyEdit } from '../../core/report/report.ts';
import type { CommandId } from '../commands.ts';
import { t } from '../localize.ts';
import { buildFor } from './build.ts';
import { codeOf, editDocument } from './documentEdits.ts';
import { diagnosisSource, type DiagnosedFile, type PlacedFault } from './diagnosedFile.ts';
import { rangeToOpen } from './openPorts.ts';

/** Says what edits do, as short as they allow. */
function titleOf(edits: readonly RemedyEdit[]): string {
  const settings = edits.map(({ op, option, value }) =>
    op === 'set' ? `${option}=${value ?? ''}` : t('without {option}', { option }),
  );
  return settings.join(', ');
}

/** The remedies of the last diagnosis as quick fixes of the server's own file. */
export class DiagnosedActions implements CodeActionProvider {
  readonly #file: DiagnosedFile;
  /** Whether saving would damage bytes that are not seen; then nothing is changed. */
  readonly #isGarbled: (document: TextDocument) => boolean;

  constructor(file: DiagnosedFile, isGarbled: (document: TextDocument) => boolean) {
    this.#file = file;
    this.#isGarbled = isGarbled;
  }

  provideCodeActions(document: TextDocument, _range: Range, context: CodeActionContext): CodeAction[] {
    const ours = context.diagnostics.filter(({ source }) => source === diagnosisSource);
    if (ours.length === 0 || this.#isGarbled(document)) return [];
    const faults = this.#file.faultsOf(document);
    return ours.flatMap((diagnostic) =>
      faults
        .filter(
          ({ fault }) =>
            fault.finding.id === codeOf(diagnostic) && fault.line.index === diagnostic.range.start.line,
        )
        .flatMap((placed) => actionsFor(document, placed, diagnostic)),
    );
  }
}

function quickFix(title: string, diagnostic: Diagnostic): CodeAction {
  const action = new CodeAction(title, CodeActionKind.QuickFix);
  action.diagnostics = [diagnostic];
  return action;
}

function command(
  id: CommandId,
  title: string,
  diagnostic: Diagnostic,
  ...args: readonly unknown[]
): CodeAction {
  const action = quickFix(title, diagnostic);
  action.command = { command: id, title, arguments: [...args] };
  return action;
}

/** Writes the remedy into this one file; where IPv6 clients would lose the server it is looked at first. */
function editAction(document: TextDocument, { fault }: PlacedFault, diagnostic: Diagnostic): CodeAction {
  const { edits, ipv6 } = fault;
  const what = titleOf(edits);
  const title =
    ipv6 === null
      ? t('Set {settings}', { settings: what })
      : t('Set {settings} (clients over IPv6 then have no server)', { settings: what });
  const action = quickFix(title, diagnostic);
  const warning =
    ipv6 === null
      ? null
      : {
          needsConfirmation: true,
          label: t('Clients over IPv6 lose the server'),
          description: t('{ipv6} stops answering; a second vsftpd keeps both.', { ipv6 }),
        };
  const result = applyEdits(document.getText(), edits);
  if (result.edits.length === 0) {
    const options = result.refused.map(({ edit }) => edit.option).join(', ');
    action.disabled = {
      reason: t('Not changed, because the file sets them by a template: {options}', { options }),
    };
    return action;
  }
  action.edit = editDocument(document, result.edits, warning);
  action.isPreferred = ipv6 === null && result.refused.length === 0;
  return action;
}

function secondAction(document: TextDocument, placed: PlacedFault, diagnostic: Diagnostic): CodeAction {
  const action = command(
    'ftpDiagnose.serveBothFamilies',
    t('Serve IPv4 by a second vsftpd with a file of its own; IPv6 stays as it is'),
    diagnostic,
    document.uri,
    { edits: placed.fault.edits, ipv6: placed.fault.ipv6 },
  );
  action.isPreferred = true;
  return action;
}

/** The name in place of the address, where the server was asked for by a name. */
function nameAction(
  document: TextDocument,
  { report, fault }: PlacedFault,
  diagnostic: Diagnostic,
): CodeAction | null {
  const byName = fault.finding.remedies.find(({ id }) => id === 'vsftpd-pasv-addr-resolve');
  const host = report.control.host;
  if (byName === undefined || host === null || fault.ipv6 !== null) return null;
  const edits = fitEdits(readConf(document.getText(), buildFor(document)), byName.edits);
  if (edits.length === 0) return null;
  const action = quickFix(
    t('Set the name instead, for an address that changes: pasv_address={host}, pasv_addr_resolve=YES', {
      host,
    }),
    diagnostic,
  );
  action.edit = editDocument(document, applyEdits(document.getText(), edits).edits);
  return action;
}

function actionsFor(document: TextDocument, placed: PlacedFault, diagnostic: Diagnostic): CodeAction[] {
  const { fault, endpoint, report } = placed;
  const { uri } = document;
  const node = { kind: 'config', id: `config/${endpoint.id}`, endpoint, file: uri.toString() } as const;
  const again = command(
    'ftpDiagnose.diagnose',
    t('Diagnose "{name}" again', { name: endpoint.name }),
    diagnostic,
    node,
  );
  const isAddress = fault.edits.some(({ option }) => option === 'pasv_address') || fault.state !== 'edits';
  const alternatives = [
    isAddress ? nameAction(document, placed, diagnostic) : null,
    isAddress
      ? command(
          'ftpDiagnose.chooseEipMode',
          t('EIP mode: what each mode needs in this file…'),
          diagnostic,
          uri,
        )
      : null,
    command(
      'ftpDiagnose.openPassivePorts',
      t('Rules that open the ports {range} in clouds and firewalls…', { range: dash(rangeToOpen(document)) }),
      diagnostic,
      uri,
    ),
  ].filter((action) => action !== null);
  const script =
    fault.edits.length === 0
      ? []
      : [command('ftpDiagnose.copyAsScript', t('Copy as shell script'), diagnostic, uri, fault.edits)];
  const timeline = command('ftpDiagnose.openTimeline', t('Show what was seen'), diagnostic, node);
  switch (fault.state) {
    case 'mended':
      return [again, ...alternatives, timeline];
    case 'ask':
      return [
        command(
          'ftpDiagnose.serveOutsideNat',
          t('Serve clients outside NAT…'),
          diagnostic,
          uri,
          reachedPublicAddress(report),
        ),
        ...alternatives,
        again,
        timeline,
      ];
    case 'edits':
      return [
        ...(fault.ipv6 === null ? [] : [secondAction(document, placed, diagnostic)]),
        editAction(document, placed, diagnostic),
        ...alternatives,
        ...script,
        again,
        timeline,
      ];
  }
}
