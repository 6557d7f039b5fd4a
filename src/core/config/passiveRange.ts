import type { PortRange } from '../trace/trace.ts';
import type { ConfSettings } from './settings.ts';
import { numberOf, readConf } from './settings.ts';

/** What vsftpd never goes below: the compiled floor for passive ports. */
export const passiveFloor = 1024;
const ceiling = 65535;

/**
 * The passive ports that vsftpd hands out for these two numbers: a minimum of 1024 or less, or above 65535, counts as
 * 1024; a maximum of 0, above 65535 or below the minimum counts as 65535 (tried on vsftpd 3.0.3).
 */
export function effectivePassiveRange(min: number, max: number): PortRange {
  const from = min <= passiveFloor || min > ceiling ? passiveFloor : min;
  const to = max === 0 || max > ceiling || max < from ? ceiling : max;
  return { from, to };
}

/** The passive ports of a file in the end; null where template marks leave them open. */
export function passiveRangeIn(conf: ConfSettings): PortRange | null {
  const min = numberOf(conf, 'pasv_min_port');
  const max = numberOf(conf, 'pasv_max_port');
  const open = conf.file.templateLines.some(({ content }) => /pasv_m(in|ax)_port/.test(content));
  return open || min === undefined || max === undefined ? null : effectivePassiveRange(min, max);
}

/**
 * The passive ports that a server with this vsftpd.conf hands out, its compiled defaults (5001–65535) included;
 * null where template marks leave them open.
 */
export function passiveRangeOf(text: string): PortRange | null {
  return passiveRangeIn(readConf(text, null));
}
