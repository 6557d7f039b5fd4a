import type { PortRange } from '../trace/trace.ts';

/** `50000-50100`, as most tools write a range. */
export function dash(range: PortRange): string {
  return `${range.from}-${range.to}`;
}

/** `50000:50100`, as iptables and ufw write it. */
export function colon(range: PortRange): string {
  return `${range.from}:${range.to}`;
}
