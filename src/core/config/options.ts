/** The options that some vsftpd knows, as a table; where its facts come from is written in the table itself. */
import type { Flavour, Vendor } from './flavour.ts';
import { compareVersions, flavours } from './flavour.ts';
import records from './vsftpdOptions.json' with { type: 'json' };

/** One row of vsftpdOptions.json as it stands there. */
interface OptionRecord {
  readonly name: string;
  readonly type: string;
  readonly default: string | number | null;
  readonly description: string;
  readonly notes?: string;
  readonly since?: string;
  readonly removed?: string;
  readonly versions: Readonly<Record<string, boolean>>;
  readonly vendor?: readonly string[];
  readonly octal?: boolean;
  readonly min?: string | number;
  readonly max?: string | number;
  readonly unit?: string;
  readonly format?: string;
  readonly related: readonly string[];
  readonly documented: boolean;
  readonly deprecated?: boolean;
  readonly security?: boolean;
  readonly defaultByBuild?: Readonly<Record<string, string>>;
  readonly defaultHistory?: readonly (readonly (string | number)[])[];
}

/** How vsftpd reads the value of an option (parseconf.c). */
export type OptionType = 'bool' | 'int' | 'string';

/** One option of vsftpd.conf. Values are written as in the file. */
export interface OptionInfo {
  readonly name: string;
  readonly type: OptionType;
  /** The compiled default of upstream's newest release, null for none. */
  readonly fallback: string | null;
  /** What it does, in English as a message key. */
  readonly description: string;
  /** What the manual does not say, null for nothing; a message key too. */
  readonly notes: string | null;
  /** First release that knows it, null for options that only vendors add. */
  readonly since: string | null;
  /** First release that refuses it again. */
  readonly removed: string | null;
  /** Whose builds alone know it, empty for upstream's options. */
  readonly vendors: readonly Vendor[];
  /** A umask or mode, written in octal. */
  readonly octal: boolean;
  /** What its number counts, `seconds`; null for none. */
  readonly unit: string | null;
  /** How a string is to be written; null for free text. */
  readonly format: string | null;
  /** Names of options that work together with it. */
  readonly related: readonly string[];
  /** Out of use: what it allows is gone from today's libraries, or it has another name now. */
  readonly deprecated: boolean;
  /** Changing it from its default gives up protection. */
  readonly security: boolean;
  /** Defaults that vendors have compiled in otherwise. */
  readonly fallbackByVendor: Readonly<Partial<Record<Vendor, string>>>;
  /** `[release, default from it on]`, oldest first. */
  readonly fallbackHistory: readonly (readonly [string, string])[];
}

function toVendor(name: string): Vendor {
  return name === 'debian' || name === 'ubuntu' ? 'debian' : name === 'opensuse' ? 'opensuse' : 'fedora';
}

function toInfo(record: OptionRecord): OptionInfo {
  return {
    name: record.name,
    type: record.type as OptionType,
    fallback: record.default === null ? null : String(record.default),
    description: record.description,
    notes: record.notes ?? null,
    since: record.since === undefined ? null : record.since.replace(/ or older$/, ''),
    removed: record.removed ?? null,
    vendors: [...new Set((record.vendor ?? []).map(toVendor))],
    octal: record.octal ?? false,
    unit: record.unit ?? null,
    format: record.format ?? null,
    related: record.related,
    deprecated: record.deprecated ?? false,
    security: record.security ?? false,
    fallbackByVendor: Object.fromEntries(
      Object.entries(record.defaultByBuild ?? {}).map(([vendor, value]) => [
        toVendor(vendor),
        value.replace(/ \(.*$/, ''),
      ]),
    ),
    fallbackHistory: (record.defaultHistory ?? []).map(([version, value]) => [
      String(version),
      String(value),
    ]),
  };
}

const byName: ReadonlyMap<string, OptionInfo> = new Map(
  (records as readonly OptionRecord[]).map((record) => [record.name, toInfo(record)]),
);

/** Every option, in the order of the table. */
export const options: readonly OptionInfo[] = [...byName.values()];

/** The option of exactly this name, whoever knows it. */
export function optionNamed(name: string): OptionInfo | undefined {
  return byName.get(name);
}

/** Fedora's and openSUSE's names of the TLS switches, with upstream's. */
const tlsSpellings: readonly (readonly [vendors: string, upstream: string])[] = [
  ['ssl_tlsv1_1', 'ssl_tlsv11'],
  ['ssl_tlsv1_2', 'ssl_tlsv12'],
  ['ssl_tlsv1_3', 'ssl_tlsv13'],
];

/** The same switch under the name that other builds use, `ssl_tlsv1_2` for `ssl_tlsv12` and the reverse. */
export function otherSpelling(name: string): string | undefined {
  for (const [vendors, upstream] of tlsSpellings) {
    if (name === vendors) return upstream;
    if (name === upstream) return vendors;
  }
  return undefined;
}

function knows(option: OptionInfo, flavour: Flavour): boolean {
  const other = otherSpelling(option.name);
  // Which spelling Fedora's 3.0.5 takes is not known here, so neither is held against a file.
  if (flavour.id === '3.0.5-fedora' && other !== undefined) return true;
  if (option.vendors.length > 0)
    return option.vendors.includes(flavour.vendor) && flavour.version !== '2.2.2';
  if (flavour.vendor === 'opensuse' && other !== undefined) return false;
  if (option.removed !== null && compareVersions(flavour.version, option.removed) >= 0) return false;
  return option.since === null || compareVersions(flavour.version, option.since) >= 0;
}

/** The builds that know each option, worked out once. */
const knownTo: ReadonlyMap<OptionInfo, ReadonlySet<Flavour>> = new Map(
  options.map((option) => [option, new Set(flavours.filter((flavour) => knows(option, flavour)))]),
);
const refusedBy: ReadonlyMap<OptionInfo, readonly Flavour[]> = new Map(
  options.map((option) => [
    option,
    flavours.filter((flavour) => flavour.version !== '2.2.2' && knownTo.get(option)?.has(flavour) !== true),
  ]),
);

/** Whether this build starts with the option in its file. */
export function isAccepted(option: OptionInfo, flavour: Flavour): boolean {
  return knownTo.get(option)?.has(flavour) === true;
}

/** The builds of vsftpd 3 that refuse to start with the option; 2.2.2 is left out as too old to hold against a file. */
export function refusingFlavours(option: OptionInfo): readonly Flavour[] {
  return refusedBy.get(option) ?? [];
}

/** The compiled default in one build; without a build, of all of them where they agree and undefined where they do not. */
export function defaultOf(option: OptionInfo, flavour: Flavour | null): string | null | undefined {
  if (flavour === null) {
    const values = new Set(
      flavours.filter(({ version }) => version !== '2.2.2').map((each) => defaultOf(option, each)),
    );
    return values.size === 1 ? [...values][0] : undefined;
  }
  const byVendor = option.fallbackByVendor[flavour.vendor];
  if (byVendor !== undefined && flavour.version !== '2.2.2') return byVendor;
  let value = option.fallback;
  for (const [version, from] of option.fallbackHistory) {
    if (compareVersions(flavour.version, version) >= 0) value = from;
  }
  return value;
}
