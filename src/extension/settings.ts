import { isIPv4, isIPv6 } from '../core/ftp/address.ts';
import type { Language } from '../core/l10n.ts';
import type { Mode, PortRange } from '../core/trace/trace.ts';
import { modes } from '../core/trace/trace.ts';
import { parsePortRange } from './endpoints/endpoint.ts';

/** When the timeline opens by itself after a diagnosis that was not started from it. */
export type OpenPanel = 'always' | 'problems' | 'never';

/** What a click on an endpoint does. */
export type ClickAction = 'open' | 'diagnose' | 'nothing';

/** Our settings, endpoints apart, with every value usable whatever the person wrote. */
export interface ExtensionSettings {
  readonly modes: readonly Mode[];
  /** How many ports each passive mode asks for. */
  readonly samples: number;
  /** Milliseconds for each step; the setting has seconds. */
  readonly timeoutMs: number;
  /** How many endpoints are diagnosed at once. */
  readonly concurrency: number;
  /** The address that PORT and EPRT name; null for the machine's own. */
  readonly activeAddress: string | null;
  /** Ports to listen on in active mode; null for any free one. */
  readonly activePorts: PortRange | null;
  readonly openPanel: OpenPanel;
  readonly clickAction: ClickAction;
  /** How many reports an endpoint keeps; 0 keeps none. */
  readonly historySize: number;
  /** Null follows the editor. */
  readonly language: Language | null;
}

function within(value: unknown, from: number, to: number, otherwise: number): number {
  return typeof value === 'number' && Number.isFinite(value)
    ? Math.min(Math.max(value, from), to)
    : otherwise;
}

function oneOf<T extends string>(value: unknown, allowed: readonly T[], otherwise: T): T {
  return allowed.find((item) => item === value) ?? otherwise;
}

function modesOf(value: unknown): readonly Mode[] {
  const asked = Array.isArray(value) ? value.map((item) => String(item).toUpperCase()) : [];
  const known = modes.filter((mode) => asked.includes(mode));
  return known.length === 0 ? modes : known;
}

/** Reads the settings through `get`; a value that makes no sense counts as the default. */
export function readSettings(get: (key: string) => unknown): ExtensionSettings {
  const given = get('activeAddress');
  const address = typeof given === 'string' ? given.trim() : '';
  const ports = get('activePorts');
  const language = oneOf<Language | 'auto'>(get('language'), ['auto', 'en', 'zh-cn'], 'auto');
  return {
    modes: modesOf(get('modes')),
    samples: Math.round(within(get('samples'), 1, 20, 6)),
    timeoutMs: Math.round(within(get('timeout'), 1, 60, 5) * 1000),
    concurrency: Math.round(within(get('concurrency'), 1, 10, 3)),
    activeAddress: isIPv4(address) || isIPv6(address) ? address : null,
    activePorts: typeof ports === 'string' ? parsePortRange(ports) : null,
    openPanel: oneOf(get('openPanel'), ['always', 'problems', 'never'], 'always'),
    clickAction: oneOf(get('clickAction'), ['open', 'diagnose', 'nothing'], 'open'),
    historySize: Math.round(within(get('historySize'), 0, 200, 20)),
    language: language === 'auto' ? null : language,
  };
}
