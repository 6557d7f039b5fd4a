import type { Settings } from '../trace/trace.ts';
import { directiveRange, directiveServerOf } from './directives.ts';
import { passiveRangeOf } from './passiveRange.ts';
import { configFacts } from './settings.ts';

/** What is known of the server's own configuration. */
export type ServerConfig = Pick<Settings, 'config' | 'range'>;

/**
 * What a server's own file says: of a vsftpd.conf its options and the passive range that they come to, of the file of
 * another server, told by its name, the range alone. A text without any option of vsftpd says nothing.
 */
export function serverConfigOf(path: string, text: string): ServerConfig {
  const other = directiveServerOf(path);
  if (other !== null) return { config: null, range: directiveRange(text, other) };
  const config = configFacts(text);
  return Object.keys(config).length === 0
    ? { config: null, range: null }
    : { config, range: passiveRangeOf(text) };
}
