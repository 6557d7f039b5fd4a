import { QuickPickItemKind, window, type QuickPickItem } from 'vscode';
import { completeUrl } from '../endpoints/endpointDraft.ts';
import {
  defaultName,
  formatDestination,
  hostAndPort,
  parseDestination,
  type Destination,
  type Endpoint,
} from '../endpoints/endpoint.ts';
import { faultWords } from '../endpoints/faultWords.ts';
import { t } from '../localize.ts';
import { urlAt, urlIn } from './urlAt.ts';

/** What the person chose: a saved endpoint, or a destination with the password that its URL carried. */
export type PickedTarget =
  | { readonly kind: 'saved'; readonly endpoint: Endpoint }
  | { readonly kind: 'typed'; readonly destination: Destination; readonly password: string | null };

interface TargetItem extends QuickPickItem {
  readonly target?: PickedTarget;
}

/** The URL under the cursor or in the selection of the editor that is looked at. */
function urlInEditor(): string | null {
  const editor = window.activeTextEditor;
  if (editor === undefined) return null;
  const { document, selection } = editor;
  if (!selection.isEmpty) return urlIn(document.getText(selection));
  return urlAt(document.lineAt(selection.active.line).text, selection.active.character);
}

function typedItem(line: string, where: string): TargetItem | null {
  const parsed = parseDestination(completeUrl(line));
  if ('fault' in parsed) return null;
  const { destination, password } = parsed;
  return {
    label: `$(debug-start) ${formatDestination(destination)}`,
    description: where,
    alwaysShow: true,
    target: { kind: 'typed', destination, password },
  };
}

function savedItems(endpoints: readonly Endpoint[]): TargetItem[] {
  return endpoints.map((endpoint) => ({
    label: endpoint.name === '' ? defaultName(endpoint.destination) : endpoint.name,
    description: hostAndPort(endpoint.destination),
    target: { kind: 'saved', endpoint },
  }));
}

/**
 * Asks what to diagnose: first the URL under the cursor, then the saved endpoints; or a URL or host is typed. Nothing
 * of a document is dialled unless it is picked here.
 */
export function pickTarget(endpoints: readonly Endpoint[]): Promise<PickedTarget | null> {
  return new Promise((resolve) => {
    const found = urlInEditor();
    const atCursor = found === null ? null : typedItem(found, t('in the editor'));
    const saved = savedItems(endpoints);
    const separator: TargetItem[] =
      saved.length === 0 ? [] : [{ label: t('Saved endpoints'), kind: QuickPickItemKind.Separator }];
    const pick = window.createQuickPick<TargetItem>();
    pick.title = t('Diagnose');
    pick.placeholder = t('Pick an endpoint, or type a URL or host name');
    pick.matchOnDescription = true;
    const list = (): void => {
      const line = pick.value.trim();
      const typed = line === '' ? null : typedItem(line, t('typed'));
      const hint: TargetItem[] = [];
      if (line.includes('://') && typed === null) {
        const parsed = parseDestination(line);
        if ('fault' in parsed) {
          hint.push({ label: `$(warning) ${faultWords(parsed.fault, t)}`, alwaysShow: true });
        }
      }
      pick.items = [
        ...(atCursor === null ? [] : [atCursor]),
        ...separator,
        ...saved,
        ...(typed === null ? [] : [typed]),
        ...hint,
      ];
    };
    let picked: PickedTarget | null = null;
    pick.onDidChangeValue(list);
    pick.onDidAccept(() => {
      const target = pick.activeItems[0]?.target;
      if (target === undefined) return;
      picked = target;
      pick.hide();
    });
    pick.onDidHide(() => {
      pick.dispose();
      resolve(picked);
    });
    list();
    pick.show();
  });
}
