import { formatSocketAddress } from '../../core/ftp/address.ts';
import { formatTarget, parseTarget, type Target, type TargetFault } from '../../core/ftp/target.ts';
import type { PortRange } from '../../core/trace/trace.ts';

/** Where a diagnosis goes: a server, or a scenario of the embedded practice network. */
export type Destination =
  | { readonly kind: 'server'; readonly target: Target }
  | { readonly kind: 'practice'; readonly scenario: string };

/** A place to diagnose. It never holds a password. */
export interface Endpoint {
  /** Stable over edits; names the endpoint's history. */
  readonly id: string;
  readonly name: string;
  readonly destination: Destination;
  /** SHA-256 fingerprints of certificates that the person always accepts here. */
  readonly certificates: readonly string[];
  /** The passive port range that the server is configured for, where the person knows it. */
  readonly passiveRange: PortRange | null;
  /** URI of the server's own vsftpd.conf, chosen by the person; never guessed. */
  readonly configFile?: string;
}

/** Why an entry of the setting cannot be used. */
export type EntryFault =
  | TargetFault
  | 'not-a-list'
  | 'not-an-entry'
  | 'no-url'
  | 'no-scenario'
  | 'bad-range'
  | 'bad-name'
  | 'bad-config-file';

/** One entry of the setting, usable or not; `index` is its place in the list. */
export type Entry =
  | {
      readonly kind: 'endpoint';
      readonly index: number;
      readonly endpoint: Endpoint;
      /** A password stands in the setting's URL, where it must not be. */
      readonly passwordInUrl: boolean;
    }
  | { readonly kind: 'bad'; readonly index: number; readonly label: string; readonly fault: EntryFault };

/** An endpoint as the setting holds it. */
export interface EndpointEntry {
  readonly id?: string;
  readonly name?: string;
  readonly url: string;
  readonly certificates?: readonly string[];
  readonly passiveRange?: string;
  readonly configFile?: string;
}

/** Whether a setting's text can name a file: a URI, or an absolute path of this machine. */
export function isFileName(text: string): boolean {
  return text.length <= 2000 && /^(?:[a-z][a-z0-9+.-]+:|\/|[a-z]:[\\/])/i.test(text) && !/\p{Cc}/u.test(text);
}

/** Reads `30000-30099`; null when it is no range of ports. */
export function parsePortRange(text: string): PortRange | null {
  const match = /^\s*(\d{1,5})\s*(?:-|–|\s)\s*(\d{1,5})\s*$/.exec(text);
  const from = Number(match?.[1]);
  const to = Number(match?.[2]);
  return match !== null && from >= 1 && to <= 65535 && from <= to ? { from, to } : null;
}

/** Reads a URL that may also name a practice scenario; the password, if any, comes apart. */
export function parseDestination(
  text: string,
):
  | { readonly destination: Destination; readonly password: string | null }
  | { readonly fault: TargetFault | 'no-scenario' } {
  const practice = /^\s*practice:\/\/([^/?#\s]*)\/?\s*$/i.exec(text);
  if (practice !== null) {
    const scenario = practice[1] ?? '';
    return /^[a-z0-9][a-z0-9-]{0,60}$/.test(scenario)
      ? { destination: { kind: 'practice', scenario }, password: null }
      : { fault: 'no-scenario' };
  }
  const parsed = parseTarget(text);
  return 'fault' in parsed
    ? { fault: parsed.fault }
    : { destination: { kind: 'server', target: parsed.target }, password: parsed.password };
}

/** The destination as reports and rows name it, without password and path. */
export function formatDestination(destination: Destination): string {
  return destination.kind === 'practice'
    ? `practice://${destination.scenario}`
    : formatTarget(destination.target);
}

/** The URL that the setting holds: as `formatDestination`, with the path. */
export function destinationUrl(destination: Destination): string {
  const base = formatDestination(destination);
  const path = destination.kind === 'server' ? destination.target.path : null;
  return path === null ? base : `${base}/${path.split('/').map(encodeURIComponent).join('/')}`;
}

/** `host:port`, what a row shows beside the name. */
export function hostAndPort(destination: Destination): string {
  if (destination.kind === 'practice') return formatDestination(destination);
  const { host, port } = destination.target;
  return formatSocketAddress(host, port);
}

/** The name of an endpoint that has none of its own. */
export function defaultName(destination: Destination): string {
  if (destination.kind === 'practice') return destination.scenario;
  const { user, host } = destination.target;
  return user === null ? host : `${user}@${host}`;
}

/** The endpoint of a URL that is diagnosed without being saved. */
export function unsavedEndpoint(destination: Destination): Endpoint {
  return {
    id: `url:${destinationUrl(destination)}`,
    name: defaultName(destination),
    destination,
    certificates: [],
    passiveRange: null,
  };
}
