import {
  DataTransferItem,
  window,
  type DataTransfer,
  type TreeDragAndDropController,
  type TreeView,
} from 'vscode';
import type { Diagnoses } from '../diagnose/diagnoses.ts';
import { t } from '../localize.ts';
import type { Subscription } from '../signal.ts';
import { moveEndpoint } from './changes.ts';
import type { EndpointStore } from './endpointStore.ts';
import { EndpointTree } from './endpointTree.ts';
import { childNodes, topNodes, type TreeNode } from './treeNodes.ts';
import { failingCount, presentNode } from './treePresenter.ts';
import type { EndpointWriter } from './writeEndpoints.ts';

/** The view's id in package.json. */
export const endpointViewId = 'ftpDiagnose.endpoints';

const dragType = 'application/vnd.code.tree.ftpdiagnose.endpoints';

/** What the Endpoints view shows, writes (by dragging rows) and takes (by dropping files). */
export interface EndpointViewDeps {
  readonly store: EndpointStore;
  readonly writer: EndpointWriter;
  readonly diagnoses: Diagnoses;
  /** Takes what is dropped on the view and is none of its rows; its files can be read until the promise is done. */
  readonly drop: (data: DataTransfer) => Promise<void>;
}

/** The Endpoints view in the editor. */
export class EndpointView implements Subscription {
  readonly #deps: EndpointViewDeps;
  readonly #tree: EndpointTree;
  readonly #view: TreeView<TreeNode>;
  readonly #subscriptions: readonly Subscription[];
  readonly #clock: NodeJS.Timeout;

  constructor(deps: EndpointViewDeps) {
    this.#deps = deps;
    const { store, diagnoses } = deps;
    this.#tree = new EndpointTree({
      top: () => this.#top(),
      children: (node) => this.#children(node),
      parent: (node) => this.#parent(node),
      row: (node) => this.#row(node),
    });
    this.#view = window.createTreeView(endpointViewId, {
      treeDataProvider: this.#tree,
      canSelectMany: true,
      showCollapseAll: true,
      dragAndDropController: this.#dragAndDrop(),
    });
    this.#subscriptions = [
      this.#view,
      store.onDidChange(() => this.#refreshAll()),
      diagnoses.onDidChange((id) => this.#refreshOne(id)),
      this.#view.onDidChangeVisibility(({ visible }) => {
        if (visible) this.#refreshAll();
      }),
    ];
    // Ages grow while the view is looked at.
    this.#clock = setInterval(() => {
      if (this.#view.visible && diagnoses.runningCount === 0) this.#tree.refresh();
    }, 60_000);
    this.#decorate();
  }

  get visible(): boolean {
    return this.#view.visible;
  }

  selection(): readonly TreeNode[] {
    return this.#view.selection;
  }

  /** The row of an endpoint, as the editor knows it. */
  node(id: string): TreeNode | null {
    return (
      this.#tree.shown(`endpoint/${id}`) ??
      this.#topNodes().find((node) => node.id === `endpoint/${id}`) ??
      null
    );
  }

  topNodes(): readonly TreeNode[] {
    return this.#topNodes();
  }

  childNodes(node: TreeNode): Promise<readonly TreeNode[]> {
    return this.#children(node);
  }

  row(node: TreeNode): ReturnType<typeof presentNode> {
    return this.#row(node);
  }

  get badge(): number {
    return this.#view.badge?.value ?? 0;
  }

  /** Expands an endpoint when the view is looked at, so that its findings are seen. */
  async expand(id: string): Promise<void> {
    const node = this.node(id);
    if (node === null || !this.#view.visible) return;
    await this.#view.reveal(node, { select: false, focus: false, expand: true });
  }

  /** Selects an endpoint and brings the view to the front. */
  async select(id: string): Promise<void> {
    const node = this.node(id);
    if (node !== null) await this.#view.reveal(node, { select: true, focus: true });
  }

  dispose(): void {
    clearInterval(this.#clock);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #topNodes(): readonly TreeNode[] {
    return topNodes(this.#deps.store.entries());
  }

  #top(): readonly TreeNode[] {
    const nodes = this.#topNodes();
    for (const node of nodes) {
      if (node.kind === 'endpoint') void this.#deps.diagnoses.load(node.entry.endpoint.id);
    }
    return nodes;
  }

  async #children(node: TreeNode): Promise<readonly TreeNode[]> {
    if (node.kind !== 'endpoint') return [];
    const { id } = node.entry.endpoint;
    await this.#deps.diagnoses.load(id);
    return childNodes(node, this.#deps.diagnoses.state(id));
  }

  #parent(node: TreeNode): TreeNode | null {
    return node.kind === 'endpoint' || node.kind === 'bad' ? null : this.node(node.endpoint.id);
  }

  #row(node: TreeNode): ReturnType<typeof presentNode> {
    const { diagnoses, store } = this.#deps;
    const id =
      node.kind === 'endpoint' ? node.entry.endpoint.id : node.kind === 'bad' ? '' : node.endpoint.id;
    return presentNode(node, {
      state: diagnoses.state(id),
      now: Date.now(),
      t,
      unwritten: node.kind === 'endpoint' && store.isUnwritten(id),
    });
  }

  #refreshAll(): void {
    this.#tree.refresh();
    this.#decorate();
  }

  #refreshOne(id: string): void {
    this.#tree.refresh(`endpoint/${id}`);
    this.#decorate();
  }

  #decorate(): void {
    const { store, diagnoses } = this.#deps;
    const failing = failingCount(store.endpoints().map(({ id }) => diagnoses.state(id)));
    this.#view.badge =
      failing === 0
        ? undefined
        : {
            value: failing,
            tooltip: failing === 1 ? t('1 endpoint fails') : t('{count} endpoints fail', { count: failing }),
          };
    const kept = store.keptCount;
    this.#view.message =
      kept === 0
        ? ''
        : t('A change of the endpoints is not saved yet: the editor could not write the settings.');
  }

  #dragAndDrop(): TreeDragAndDropController<TreeNode> {
    return {
      dragMimeTypes: [dragType],
      dropMimeTypes: [dragType, 'text/uri-list', 'files'],
      handleDrag: (nodes, data) => {
        const ids = nodes.flatMap((node) => (node.kind === 'endpoint' ? [node.entry.endpoint.id] : []));
        if (ids.length > 0) data.set(dragType, new DataTransferItem(ids));
      },
      handleDrop: async (target, data) => {
        const ids: unknown = data.get(dragType)?.value;
        if (!Array.isArray(ids)) {
          await this.#deps.drop(data);
          return;
        }
        const before = target === undefined ? null : (this.#parent(target) ?? target);
        const place = before?.kind === 'endpoint' ? before.entry.endpoint.id : null;
        await this.#deps.writer.write((entries) =>
          ids
            .filter((id) => typeof id === 'string')
            .reduce((list, id) => moveEndpoint(id, place)(list), entries),
        );
      },
    };
  }
}
