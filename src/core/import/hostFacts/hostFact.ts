import type { SocketAddress } from '../../trace/event.ts';
import type { PortRange } from '../../trace/trace.ts';

/** Where something was printed. */
interface Printed {
  readonly line: number;
  /** The machine's name in the shell prompt above it, null where there is none. */
  readonly host: string | null;
}

/** The program whose output shows the rules. */
export type FirewallTool = 'iptables' | 'nft' | 'firewalld' | 'ufw';
/** What a rule does with a packet. */
export type FirewallVerdict = 'accept' | 'drop' | 'reject';

/** Something that a command printed on one of the two machines. */
export type HostFact = Printed &
  (
    | { readonly kind: 'interface'; readonly address: string; readonly name: string | null }
    | {
        readonly kind: 'socket';
        readonly state: 'listening' | 'established';
        readonly local: SocketAddress;
        readonly remote: SocketAddress | null;
        readonly program: string | null;
      }
    | { readonly kind: 'selinux'; readonly mode: string }
    | { readonly kind: 'option'; readonly text: string }
    /** What becomes of new connections that no rule of the input chain speaks of. */
    | { readonly kind: 'policy'; readonly tool: FirewallTool; readonly verdict: FirewallVerdict }
    | {
        readonly kind: 'rule';
        readonly tool: FirewallTool;
        /** Null for a jump or a match that cannot be followed. */
        readonly verdict: FirewallVerdict | null;
        /** TCP ports that it speaks of, null for all. */
        readonly ports: readonly PortRange[] | null;
        /** Whether it holds only for some sources or interfaces. */
        readonly partly: boolean;
      }
    | { readonly kind: 'firewall-off'; readonly tool: FirewallTool }
    /** One TCP segment that tcpdump printed. */
    | {
        readonly kind: 'segment';
        readonly from: SocketAddress;
        readonly to: SocketAddress;
        readonly flags: 'syn' | 'syn-ack' | 'reset' | 'other';
        /** Whether the trace says that it came in (`-i any`). */
        readonly arrives: boolean;
      }
  );

/** A fact before it is known where it was printed. */
export type FactDraft = HostFact extends infer F
  ? F extends HostFact
    ? Omit<F, 'line' | 'host'>
    : never
  : never;
