import { configFacts } from '../core/config/settings.ts';
import { decodeFileText } from '../core/config/fileText.ts';
import { passiveRangeOf } from '../core/config/passiveRange.ts';
import type { Translate } from '../core/l10n.ts';
import type { Settings } from '../core/trace/trace.ts';
import type { Arguments } from './arguments.ts';
import { readInput } from './files.ts';
import { readRange } from './values.ts';

/** What is known of the server's own configuration. */
export type ServerConfig = Pick<Settings, 'config' | 'range'>;

/** Reads --config and --range; a range given by hand wins over the file's. @throws UsageError */
export async function readServerConfig(args: Arguments, t: Translate): Promise<ServerConfig> {
  const range = readRange(args, t, 'range');
  const path = args.value('config');
  if (path === null) return { config: null, range };
  const text = decodeFileText(await readInput(path, '--config', t));
  return { config: configFacts(text), range: range ?? passiveRangeOf(text) };
}
