import type { ConfFile, ConfLine } from './confFile.ts';
import { parseConf, trimBlanks } from './confFile.ts';
import { readCNumber } from './cNumber.ts';
import type { Flavour } from './flavour.ts';
import { readInetAddress } from './inetAddress.ts';
import type { LineReading } from './reading.ts';
import { meantSetting, readBool, readLine } from './reading.ts';
import type { OptionInfo } from './options.ts';
import { defaultOf, optionNamed } from './options.ts';

/** One line that sets an option. */
export interface Setting {
  readonly line: ConfLine;
  readonly option: OptionInfo;
  /** What the option holds afterwards, or was meant to hold where vsftpd refuses the line; null when it is unset. */
  readonly value: string | null;
  /** False when vsftpd stops at the line. */
  readonly accepted: boolean;
}

/** A file with what a build of vsftpd makes of every line. */
export interface ConfSettings {
  readonly file: ConfFile;
  readonly flavour: Flavour | null;
  /** One entry a line. */
  readonly readings: readonly LineReading[];
  /** Every line within the byte limit that sets an option or was meant to, by option name, in the file's order. */
  readonly byOption: ReadonlyMap<string, readonly Setting[]>;
  /** Whether marks of a template language leave open what the file will hold in the end. */
  readonly template: boolean;
}

/** Reads a whole file as the build does; without a build, as the strictest of the current ones. */
export function readConf(text: string | ConfFile, flavour: Flavour | null): ConfSettings {
  const file = typeof text === 'string' ? parseConf(text) : text;
  const byOption = new Map<string, Setting[]>();
  const readings = file.lines.map((line) => {
    const reading = readLine(line, flavour);
    if (reading.kind === 'skipped') return reading;
    const meant =
      reading.kind === 'set' ? reading : line.readable === line.content.length ? meantSetting(line) : null;
    if (meant === null) return reading;
    const setting = { line, option: meant.option, value: meant.value, accepted: reading.kind === 'set' };
    const settings = byOption.get(meant.option.name);
    if (settings === undefined) byOption.set(meant.option.name, [setting]);
    else settings.push(setting);
    return reading;
  });
  return { file, flavour, readings, byOption, template: file.templateLines.length > 0 };
}

/** The line that decides what an option holds: the last one. */
export function lastSetting(conf: ConfSettings, name: string): Setting | undefined {
  return conf.byOption.get(name)?.at(-1);
}

/** What an option holds in the end, its compiled default included; undefined where builds differ, null for nothing. */
export function valueOf(conf: ConfSettings, name: string): string | null | undefined {
  const setting = lastSetting(conf, name);
  if (setting !== undefined) return setting.value;
  const option = optionNamed(name);
  return option === undefined ? undefined : defaultOf(option, conf.flavour);
}

/** A switch's state in the end; undefined where it cannot be told. */
export function boolOf(conf: ConfSettings, name: string): boolean | undefined {
  const value = valueOf(conf, name);
  return value === undefined || value === null ? undefined : readBool(value);
}

/** A number's value in the end, as vsftpd reads it; undefined where it cannot be told. */
export function numberOf(conf: ConfSettings, name: string): number | undefined {
  const value = valueOf(conf, name);
  return value === undefined || value === null ? undefined : readCNumber(value).value;
}

/**
 * The options that a file sets, with the values that vsftpd ends up with: what rules may read of a server's own file.
 * Lines that vsftpd refuses are left out; an option set to nothing is the empty string; `pasv_address` is the address
 * that PASV sends where it can be read as one.
 */
export function configFacts(text: string): Readonly<Record<string, string>> {
  const facts: Record<string, string> = {};
  for (const [name, settings] of readConf(text, null).byOption) {
    const setting = settings.findLast(({ accepted }) => accepted);
    if (setting === undefined) continue;
    const value = trimBlanks(setting.value ?? '');
    facts[name] = name === 'pasv_address' ? (readInetAddress(value) ?? value) : value;
  }
  return facts;
}
