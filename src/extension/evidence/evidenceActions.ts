import { commands, env, TabInputText, Uri, window, type DataTransfer, type Range } from 'vscode';
import type { Handlers } from '../commands.ts';
import { t } from '../localize.ts';
import { captureEditorFor } from './captureEditor.ts';
import type { CasePanels } from './casePanels.ts';
import type { CaseStore } from './caseStore.ts';
import { readDrop } from './droppedEvidence.ts';
import { clipboardCase, documentCase, filesCase, memoryCase } from './evidenceSources.ts';
import type { LogAnnotations } from './logAnnotations.ts';
import type { MemoryTexts } from './memoryTexts.ts';

/** Where evidence goes once it has come in: cases, their panels, and the marks in the logs that it was read from. */
export interface EvidenceActionsDeps {
  readonly cases: CaseStore;
  readonly panels: CasePanels;
  readonly texts: MemoryTexts;
  readonly annotations: LogAnnotations;
  readonly openRule: (finding: string) => Promise<void>;
  readonly report: (error: unknown) => void;
}

/** The ways by which evidence comes in. */
export class EvidenceActions {
  readonly #deps: EvidenceActionsDeps;

  constructor(deps: EvidenceActionsDeps) {
    this.#deps = deps;
  }

  /** Diagnoses files as one case; a single capture opens in its own editor. */
  async files(uris: readonly Uri[]): Promise<void> {
    const [first] = uris;
    if (first === undefined) return;
    const editor = uris.length === 1 ? captureEditorFor(first) : null;
    if (editor !== null) await commands.executeCommand('vscode.openWith', first, editor);
    else await this.#deps.panels.start(filesCase(uris));
  }

  /** Diagnoses what stands in an editor, or the lines that are selected in it; a text too large for the editor as a file. */
  async log(asked: Uri | null): Promise<void> {
    const { panels } = this.#deps;
    const active = window.activeTextEditor;
    if (active !== undefined && (asked === null || active.document.uri.toString() === asked.toString())) {
      const selected: Range | null = active.selection.isEmpty ? null : active.selection;
      await panels.start(documentCase(active.document.uri, selected));
      return;
    }
    const input = window.tabGroups.activeTabGroup.activeTab?.input;
    const uri = asked ?? (input instanceof TabInputText ? input.uri : null);
    if (uri === null) void window.showInformationMessage(t('Open the log in an editor first.'));
    else await panels.start(filesCase([uri]));
  }

  async clipboard(): Promise<void> {
    const text = await env.clipboard.readText();
    if (text.trim() === '') {
      void window.showInformationMessage(t('The clipboard holds no text.'));
      return;
    }
    await this.#deps.panels.start(clipboardCase(text, this.#deps.texts));
  }

  /** Diagnoses what was dropped on the view; resolves once it has been taken over, before it is read. */
  async drop(data: DataTransfer): Promise<void> {
    const { uris, contents } = await readDrop(data);
    const { panels, texts, report } = this.#deps;
    if (uris.length > 0) this.files(uris).catch(report);
    else if (contents.length > 0) panels.start(memoryCase(contents, texts)).catch(report);
    else void window.showInformationMessage(t('Nothing that was dropped is a file.'));
  }

  /** Reads a case again, as its sources are now, and shows its timeline. */
  async again(caseId: string): Promise<void> {
    const { cases, panels } = this.#deps;
    const evidence = cases.evidence(caseId);
    if (evidence !== null) await panels.start(evidence);
  }

  /** Shows an event of a case in its timeline. */
  reveal(caseId: string, session: number | null, event: number | null): void {
    const { cases, panels } = this.#deps;
    if (session !== null) cases.choose(caseId, session);
    panels.show(caseId, event);
  }

  /** Asks for files, several of one case at once. */
  async ask(): Promise<void> {
    const uris = await window.showOpenDialog({
      title: t('Diagnose evidence: logs, captures and what commands on the hosts printed'),
      openLabel: t('Diagnose'),
      canSelectMany: true,
    });
    await this.files(uris ?? []);
  }
}

function urisOf(one: unknown, all: unknown): Uri[] {
  const many = Array.isArray(all) ? all.filter((each) => each instanceof Uri) : [];
  return many.length > 0 ? many : one instanceof Uri ? [one] : [];
}

/** The commands about evidence. */
export function evidenceHandlers(actions: EvidenceActions, deps: EvidenceActionsDeps): Handlers {
  return {
    'ftpDiagnose.diagnoseFiles': async (one, all) => {
      const uris = urisOf(one, all);
      await (uris.length > 0 ? actions.files(uris) : actions.ask());
    },
    'ftpDiagnose.diagnoseSelectedFiles': (one, all) => actions.files(urisOf(one, all)),
    'ftpDiagnose.diagnoseLog': (uri) => actions.log(uri instanceof Uri ? uri : null),
    'ftpDiagnose.diagnoseClipboard': () => actions.clipboard(),
    'ftpDiagnose.diagnoseLogAgain': (id) => actions.again(String(id)),
    'ftpDiagnose.clearLogFindings': (uri) => {
      const asked = uri instanceof Uri ? uri : window.activeTextEditor?.document.uri;
      if (asked !== undefined) deps.annotations.clear(asked);
    },
    'ftpDiagnose.revealEvidence': (id, session, event) =>
      actions.reveal(
        String(id),
        typeof session === 'number' ? session : null,
        typeof event === 'number' ? event : null,
      ),
    'ftpDiagnose.openFindingPage': async (finding) => {
      if (typeof finding === 'string' && /^[a-z][a-z-]{0,60}$/.test(finding)) await deps.openRule(finding);
    },
  };
}
