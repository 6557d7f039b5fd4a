import type { Finding, Probe, Report } from '../../core/report/report.ts';
import type { EndpointState } from '../diagnose/diagnoses.ts';
import type { Endpoint, Entry } from './endpoint.ts';

/** A row of the Endpoints view. `id` is stable, so that selection and expansion survive a refresh. */
export type TreeNode =
  | { readonly kind: 'endpoint'; readonly id: string; readonly entry: Extract<Entry, { kind: 'endpoint' }> }
  | { readonly kind: 'bad'; readonly id: string; readonly entry: Extract<Entry, { kind: 'bad' }> }
  | { readonly kind: 'finding'; readonly id: string; readonly endpoint: Endpoint; readonly finding: Finding }
  | { readonly kind: 'config'; readonly id: string; readonly endpoint: Endpoint; readonly file: string }
  | { readonly kind: 'mode'; readonly id: string; readonly endpoint: Endpoint; readonly probe: Probe };

/** The rows of the first level, in the order of the setting. */
export function topNodes(entries: readonly Entry[]): readonly TreeNode[] {
  return entries.map((entry) =>
    entry.kind === 'endpoint'
      ? { kind: 'endpoint', id: `endpoint/${entry.endpoint.id}`, entry }
      : { kind: 'bad', id: `bad/${entry.index}`, entry },
  );
}

function reportNodes(endpoint: Endpoint, report: Report): readonly TreeNode[] {
  const findings = report.findings.map<TreeNode>((finding, index) => ({
    kind: 'finding',
    id: `finding/${endpoint.id}/${finding.id}/${index}`,
    endpoint,
    finding,
  }));
  const modes = report.probes.map<TreeNode>((probe) => ({
    kind: 'mode',
    id: `mode/${endpoint.id}/${probe.mode}/${probe.family ?? 0}/${String(probe.tls)}/${probe.id}`,
    endpoint,
    probe,
  }));
  return [...findings, ...modes];
}

/** Below an endpoint: the findings of its last diagnosis, one row a mode, then the server's own file. */
export function childNodes(node: TreeNode, state: EndpointState): readonly TreeNode[] {
  if (node.kind !== 'endpoint') return [];
  const { endpoint } = node.entry;
  const { configFile } = endpoint;
  return [
    ...(state.report === null ? [] : reportNodes(endpoint, state.report)),
    ...(configFile === undefined
      ? []
      : [{ kind: 'config', id: `config/${endpoint.id}`, endpoint, file: configFile } as const]),
  ];
}
