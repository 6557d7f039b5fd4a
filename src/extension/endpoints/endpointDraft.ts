import { isIPv6 } from '../../core/ftp/address.ts';
import { defaultPort, type Scheme, type TargetFault } from '../../core/ftp/target.ts';
import { defaultName, parseDestination, type Destination, type Endpoint } from './endpoint.ts';

/** An endpoint while it is being typed; `null` is not yet said. */
export interface EndpointDraft {
  readonly scheme: Scheme | null;
  readonly host: string;
  readonly port: number | null;
  /** The empty string means anonymous. */
  readonly user: string | null;
  readonly path: string | null;
  /** Kept in memory only, until it is in the encrypted store. */
  readonly password: string | null;
  readonly name: string | null;
  /** Set when a practice URL was typed: then nothing else is asked. */
  readonly scenario: string | null;
}

/** The form of an endpoint before anything is typed. */
export const emptyDraft: EndpointDraft = {
  scheme: null,
  host: '',
  port: null,
  user: null,
  path: null,
  password: null,
  name: null,
  scenario: null,
};

function hasPort(url: string): boolean {
  return /^[a-z]+:\/\/(?:[^/?#]*@)?(?:\[[^\]]*\]|[^:/?#]*):\d+/i.test(url);
}

/** A typed line as a URL: `host`, `host:port`, `user@host` and a bare IPv6 address are completed to ftp://. */
export function completeUrl(text: string): string {
  const line = text.trim();
  if (line === '' || line.includes('://')) return line;
  return `ftp://${isIPv6(line) ? `[${line}]` : line}`;
}

/** What is wrong with the first answer; null when it can be used. */
export function hostFault(text: string): TargetFault | 'no-scenario' | null {
  const parsed = parseDestination(completeUrl(text));
  return 'fault' in parsed ? parsed.fault : null;
}

/** Takes a URL or a host into a draft; what the line does not say stays open, what it says is not asked again. */
export function draftFromLine(text: string, draft: EndpointDraft): EndpointDraft {
  const url = completeUrl(text);
  const parsed = parseDestination(url);
  if ('fault' in parsed) return draft;
  if (parsed.destination.kind === 'practice') {
    return { ...emptyDraft, name: draft.name, scenario: parsed.destination.scenario };
  }
  const { scheme, host, port, user, path } = parsed.destination.target;
  return {
    ...draft,
    scenario: null,
    host,
    path,
    scheme: text.includes('://') ? scheme : draft.scheme,
    port: hasPort(url) ? port : draft.port,
    user: user ?? draft.user,
    password: parsed.password ?? draft.password,
  };
}

/** The draft that editing an endpoint starts from. */
export function draftFromEndpoint({ destination, name }: Endpoint): EndpointDraft {
  if (destination.kind === 'practice') return { ...emptyDraft, name, scenario: destination.scenario };
  const { scheme, host, port, user, path } = destination.target;
  return { ...emptyDraft, scheme, host, port, path, user: user ?? '', name };
}

/** Whether a typed port can be used; an empty one means the scheme's own. */
export function portFault(text: string): 'bad-port' | null {
  const line = text.trim();
  return line === '' || (/^\d{1,5}$/.test(line) && Number(line) >= 1 && Number(line) <= 65535)
    ? null
    : 'bad-port';
}

/** Whether a typed user can be used. */
export function userFault(text: string): 'control-character' | null {
  return /\p{Cc}/u.test(text) ? 'control-character' : null;
}

/** The destination that a finished draft means. */
export function draftDestination(draft: EndpointDraft): Destination {
  if (draft.scenario !== null) return { kind: 'practice', scenario: draft.scenario };
  const scheme = draft.scheme ?? 'ftp';
  const user = draft.user?.trim() ?? '';
  return {
    kind: 'server',
    target: {
      scheme,
      host: draft.host,
      port: draft.port ?? defaultPort(scheme),
      user: user === '' ? null : user,
      path: draft.path,
    },
  };
}

/** The endpoint that a finished draft makes of `base`, or a new one of that id. */
export function draftEndpoint(draft: EndpointDraft, id: string, base: Endpoint | null): Endpoint {
  const destination = draftDestination(draft);
  const name = draft.name?.trim() ?? '';
  const sameHost =
    base?.destination.kind === 'server' &&
    destination.kind === 'server' &&
    base.destination.target.host === destination.target.host;
  return {
    id,
    name: name === '' ? defaultName(destination) : name,
    destination,
    // A certificate was accepted for that host, and for no other.
    certificates: sameHost ? base.certificates : [],
    passiveRange: base?.passiveRange ?? null,
    ...(sameHost && base.configFile !== undefined ? { configFile: base.configFile } : {}),
  };
}

/** The address as the form's first step shows it when an endpoint is edited. */
export function draftLine(draft: EndpointDraft): string {
  if (draft.scenario !== null) return `practice://${draft.scenario}`;
  const host = draft.host.includes(':') ? `[${draft.host}]` : draft.host;
  return draft.path === null ? host : `${host}/${draft.path}`;
}
