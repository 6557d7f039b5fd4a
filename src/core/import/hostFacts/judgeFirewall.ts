import type { FirewallTool, FirewallVerdict, HostFact } from './hostFact.ts';

type Rule = Extract<HostFact, { kind: 'rule' }>;

/** What a machine's firewall does with a new connection to a port. */
export interface FirewallJudgement {
  readonly tool: FirewallTool;
  readonly verdict: FirewallVerdict | 'off';
  /** Whether the same becomes of every port that no rule names. */
  readonly forAll: boolean;
  /** The line that decides. */
  readonly line: number;
}

function speaksOf({ ports }: Rule, port: number): boolean {
  return ports === null || ports.some(({ from, to }) => port >= from && port <= to);
}

/** Whether a rule of these facts lets in a port by name: a sign that they are the server's. */
export function admits(facts: readonly HostFact[], port: number): boolean {
  return facts.some(
    (fact) =>
      fact.kind === 'rule' && fact.verdict === 'accept' && fact.ports !== null && speaksOf(fact, port),
  );
}

function judgeTool(facts: readonly HostFact[], tool: FirewallTool, port: number): FirewallJudgement | null {
  const policy = facts.find((fact) => fact.kind === 'policy' && fact.tool === tool);
  const rules = facts.filter((fact): fact is Rule => fact.kind === 'rule' && fact.tool === tool);
  for (const rule of rules) {
    if (!speaksOf(rule, port)) continue;
    // A rule for some sources, or one that leads elsewhere, leaves open what becomes of the client's connections.
    if (rule.verdict === null || rule.partly) {
      if (rule.verdict === 'accept' && rule.ports === null) continue;
      return null;
    }
    return { tool, verdict: rule.verdict, forAll: rule.ports === null, line: rule.line };
  }
  return policy?.kind === 'policy'
    ? { tool, verdict: policy.verdict, forAll: true, line: policy.line }
    : null;
}

const tools: readonly FirewallTool[] = ['firewalld', 'ufw', 'nft', 'iptables'];

/** What the rules of one machine do with a new connection to `port`; null where they leave it open. */
export function judgeFirewall(facts: readonly HostFact[], port: number): FirewallJudgement | null {
  const judged = tools.map((tool) => judgeTool(facts, tool, port)).filter((found) => found !== null);
  const shut = judged.find(({ verdict }) => verdict !== 'accept');
  if (shut !== undefined) return shut;
  const off = facts.find((fact) => fact.kind === 'firewall-off');
  return (
    judged[0] ??
    (off?.kind === 'firewall-off' ? { tool: off.tool, verdict: 'off', forAll: true, line: off.line } : null)
  );
}
