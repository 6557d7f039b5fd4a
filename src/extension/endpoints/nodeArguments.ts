import type { Endpoint } from './endpoint.ts';
import type { TreeNode } from './treeNodes.ts';

function isNode(value: unknown): value is TreeNode {
  const kind = (value as { kind?: unknown } | null | undefined)?.kind;
  return kind === 'endpoint' || kind === 'bad' || kind === 'finding' || kind === 'mode' || kind === 'config';
}

/** The rows that a command was called for: those given by a menu (all selected ones), else the view's selection. */
export function nodesOf(args: readonly unknown[], selection: readonly TreeNode[]): readonly TreeNode[] {
  const [first, many] = args;
  if (Array.isArray(many) && many.length > 0) return many.filter(isNode);
  if (isNode(first)) return [first];
  return args.length === 0 || first === undefined ? selection : [];
}

/** The endpoint that a row belongs to; null for an entry that cannot be used. */
function endpointOf(node: TreeNode): Endpoint | null {
  switch (node.kind) {
    case 'endpoint':
      return node.entry.endpoint;
    case 'finding':
    case 'mode':
    case 'config':
      return node.endpoint;
    case 'bad':
      return null;
  }
}

/** The endpoints of rows, each once. */
export function endpointsOf(nodes: readonly TreeNode[]): readonly Endpoint[] {
  const found = new Map<string, Endpoint>();
  for (const node of nodes) {
    const endpoint = endpointOf(node);
    if (endpoint !== null) found.set(endpoint.id, endpoint);
  }
  return [...found.values()];
}
