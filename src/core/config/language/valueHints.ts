import type { Translate } from '../../l10n.ts';
import { meantName, settingParts, trimBlanks } from '../confFile.ts';
import { passiveRangeIn } from '../passiveRange.ts';
import { lastSetting, type ConfSettings } from '../settings.ts';
import { optionNamed } from '../options.ts';
import { decodedValue } from './decodedValue.ts';

/** What a value means, to be shown behind it. */
export interface ValueHint {
  /** End of the value, an offset of the text. */
  readonly at: number;
  readonly text: string;
}

function portCount(conf: ConfSettings, t: Translate): string | null {
  const range = passiveRangeIn(conf);
  if (range === null) return null;
  const count = range.to - range.from + 1;
  return count === 1 ? t('1 port') : t('{count} ports', { count });
}

/** Numbers of the lines from `from` to `to` in words: rights for modes, minutes for seconds, how many ports a range has. */
export function valueHints(conf: ConfSettings, from: number, to: number, t: Translate): readonly ValueHint[] {
  const rangeEnd = (lastSetting(conf, 'pasv_max_port') ?? lastSetting(conf, 'pasv_min_port'))?.line;
  return conf.file.lines.slice(Math.max(0, from), to + 1).flatMap((line) => {
    if (line.kind !== 'setting') return [];
    const { value, valueStart } = settingParts(line.content);
    const option = optionNamed(meantName(line.content));
    const written = trimBlanks(value);
    if (option === undefined || valueStart < 0 || written === '') return [];
    const text = line === rangeEnd ? portCount(conf, t) : decodedValue(option, written, t);
    const at = line.start + valueStart + value.indexOf(written) + written.length;
    return text === null ? [] : [{ at, text }];
  });
}
