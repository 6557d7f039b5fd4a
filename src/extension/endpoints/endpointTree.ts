import {
  EventEmitter,
  MarkdownString,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  type TreeDataProvider,
} from 'vscode';
import type { CommandId } from '../commands.ts';
import { markdownParagraphs } from '../markdownText.ts';
import type { TreeNode } from './treeNodes.ts';
import type { TreeRow } from './treePresenter.ts';

const activate: CommandId = 'ftpDiagnose.activateNode';

/** Where the view's rows come from. */
export interface TreeSource {
  top(): readonly TreeNode[];
  children(node: TreeNode): Promise<readonly TreeNode[]>;
  parent(node: TreeNode): TreeNode | null;
  row(node: TreeNode): TreeRow;
}

/** The Endpoints view's data: rows come from the presenter and are mapped here, nothing else. */
export class EndpointTree implements TreeDataProvider<TreeNode> {
  readonly #changed = new EventEmitter<TreeNode | undefined>();
  readonly #source: TreeSource;
  #shown: ReadonlyMap<string, TreeNode> = new Map();

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(source: TreeSource) {
    this.#source = source;
  }

  /** Draws everything anew, or one row with what is below it; the editor knows rows by the object it was given. */
  refresh(id?: string): void {
    if (id === undefined) this.#changed.fire(undefined);
    else if (this.#shown.has(id)) this.#changed.fire(this.#shown.get(id));
  }

  /** The row as the editor knows it. */
  shown(id: string): TreeNode | null {
    return this.#shown.get(id) ?? null;
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    if (node !== undefined) return [...(await this.#source.children(node))];
    const top = [...this.#source.top()];
    this.#shown = new Map(top.map((each) => [each.id, each]));
    return top;
  }

  getParent(node: TreeNode): TreeNode | null {
    return this.#source.parent(node);
  }

  getTreeItem(node: TreeNode): TreeItem {
    const row = this.#source.row(node);
    const { None, Collapsed } = TreeItemCollapsibleState;
    const item = new TreeItem(row.label, row.collapsible ? Collapsed : None);
    item.id = node.id;
    item.description = row.description;
    item.iconPath = new ThemeIcon(row.icon, row.colour === null ? undefined : new ThemeColor(row.colour));
    item.tooltip = new MarkdownString(markdownParagraphs(row.tooltip));
    item.contextValue = row.context.join(' ');
    item.accessibilityInformation = { label: row.spoken };
    item.command = { command: activate, title: row.label, arguments: [node] };
    return item;
  }
}
