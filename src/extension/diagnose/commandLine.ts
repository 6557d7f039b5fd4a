import { shellUrl, shellWord } from '../../core/shellWord.ts';
import type { Settings } from '../../core/trace/trace.ts';
import { destinationUrl, type Endpoint } from '../endpoints/endpoint.ts';
import { modes } from '../../core/trace/trace.ts';

/** The same diagnosis as a command line for another machine; it holds no password. */
export function commandLineOf(endpoint: Endpoint, settings: Settings): string {
  const { destination } = endpoint;
  if (destination.kind === 'practice') return `ftp-diagnose practice ${destination.scenario}`;
  const words = ['ftp-diagnose', shellUrl(destinationUrl(destination))];
  if (settings.modes.length < modes.length) {
    words.push('--mode', settings.modes.map((mode) => mode.toLowerCase()).join());
  }
  if (settings.samples !== 6) words.push('--samples', String(settings.samples));
  if (settings.timeoutMs !== 5000) words.push('--timeout', String(settings.timeoutMs / 1000));
  if (settings.range !== null) words.push('--range', `${settings.range.from}-${settings.range.to}`);
  if (settings.activeAddress !== null) words.push('--active-address', shellWord(settings.activeAddress));
  if (settings.activePorts !== null) {
    words.push('--active-ports', `${settings.activePorts.from}-${settings.activePorts.to}`);
  }
  return words.join(' ');
}
