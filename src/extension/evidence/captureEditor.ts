import {
  window,
  type CustomDocument,
  type CustomReadonlyEditorProvider,
  type Disposable,
  type Uri,
  type WebviewPanel,
} from 'vscode';
import type { CasePanels } from './casePanels.ts';
import type { CaseStore } from './caseStore.ts';
import { filesCase, filesId } from './evidenceSources.ts';

/** Opens captures by default; see `customEditors` in package.json. */
const captureEditorType = 'ftpDiagnose.capture';

/** Offered for files that other programs may claim as well. */
const captureOptionType = 'ftpDiagnose.captureOption';

/** The type of editor that shows a capture's timeline; null for a file that is no capture by its name. */
export function captureEditorFor({ path }: Uri): string | null {
  if (/\.(?:pcap|pcapng)(?:\.gz)?$/i.test(path)) return captureEditorType;
  return /\.cap(?:\.gz)?$/i.test(path) ? captureOptionType : null;
}

/** The read-only editor of a capture: its timeline. The file is read when the editor is first looked at. */
export function registerCaptureEditor(cases: CaseStore, panels: CasePanels): Disposable[] {
  const provider: CustomReadonlyEditorProvider = {
    openCustomDocument: (uri): CustomDocument => ({ uri, dispose: () => undefined }),
    resolveCustomEditor: ({ uri }: CustomDocument, panel: WebviewPanel): void => {
      const id = filesId([uri]);
      if (cases.evidence(id) === null) void cases.read(filesCase([uri]));
      panels.adopt(panel, id, false);
    },
  };
  return [captureEditorType, captureOptionType].map((type) =>
    window.registerCustomEditorProvider(type, provider, { supportsMultipleEditorsPerDocument: true }),
  );
}
