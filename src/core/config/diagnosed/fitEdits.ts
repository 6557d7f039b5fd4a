import type { RemedyEdit } from '../../report/report.ts';
import type { PortRange } from '../../trace/trace.ts';
import { natBlockOptions, needed, serveOutsideNat } from '../natBlock.ts';
import { passiveFloor } from '../passiveRange.ts';
import type { ConfSettings } from '../settings.ts';
import { lastSetting, numberOf } from '../settings.ts';

/** The range that a file sets itself, both ends and in order; null where vsftpd would take another one or a default. */
export function ownRange(conf: ConfSettings): PortRange | null {
  const isSet =
    lastSetting(conf, 'pasv_min_port') !== undefined && lastSetting(conf, 'pasv_max_port') !== undefined;
  const from = numberOf(conf, 'pasv_min_port');
  const to = numberOf(conf, 'pasv_max_port');
  if (!isSet || from === undefined || to === undefined) return null;
  return from > passiveFloor && to <= 65535 && from <= to ? { from, to } : null;
}

function valueIn(edits: readonly RemedyEdit[], option: string): string | null {
  return edits.findLast((edit) => edit.op === 'set' && edit.option === option)?.value ?? null;
}

function rangeIn(edits: readonly RemedyEdit[]): PortRange | null {
  const [from, to] = [valueIn(edits, 'pasv_min_port'), valueIn(edits, 'pasv_max_port')];
  return from === null || to === null ? null : { from: Number(from), to: Number(to) };
}

/**
 * A remedy's edits as they fit one file: a listener that is off on purpose stays off, a range that the file sets stays,
 * and what the file says already is left out. Edits that hold no public address are taken as they are.
 */
export function fitEdits(conf: ConfSettings, edits: readonly RemedyEdit[]): readonly RemedyEdit[] {
  const address = valueIn(edits, 'pasv_address');
  const range = ownRange(conf) ?? rangeIn(edits);
  if (address === null || range === null) return needed(conf, edits);
  const others = edits.filter(({ option }) => !natBlockOptions.includes(option));
  return [...serveOutsideNat(conf, { address, range }), ...needed(conf, others)];
}
