import { decodeFileText } from '../core/config/fileText.ts';
import { serverConfigOf, type ServerConfig } from '../core/config/serverFile.ts';
import type { Translate } from '../core/l10n.ts';
import type { Arguments } from './arguments.ts';
import { readInput } from './files.ts';
import { readRange } from './values.ts';

/** Reads --config and --range; a range given by hand wins over the file's. @throws UsageError */
export async function readServerConfig(args: Arguments, t: Translate): Promise<ServerConfig> {
  const range = readRange(args, t, 'range');
  const path = args.value('config');
  if (path === null) return { config: null, range };
  const known = serverConfigOf(path, decodeFileText(await readInput(path, '--config', t)));
  return { config: known.config, range: range ?? known.range };
}
