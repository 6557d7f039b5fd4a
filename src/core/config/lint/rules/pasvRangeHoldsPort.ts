import { passiveRangeIn } from '../../passiveRange.ts';
import { boolOf, lastSetting, numberOf } from '../../settings.ts';
import type { FileRule } from '../rule.ts';

/** A passive range that holds a port which the server itself uses. */
export const pasvRangeHoldsPort: FileRule = {
  id: 'pasv-range-holds-port',
  scope: 'file',
  check(conf, t) {
    const range = passiveRangeIn(conf);
    const set = lastSetting(conf, 'pasv_min_port') ?? lastSetting(conf, 'pasv_max_port');
    if (range === null || set === undefined) return [];
    const used = ['listen_port', ...(boolOf(conf, 'connect_from_port_20') === true ? ['ftp_data_port'] : [])];
    const option = used.find((name) => {
      const port = numberOf(conf, name);
      return (
        lastSetting(conf, name) !== undefined && port !== undefined && port >= range.from && port <= range.to
      );
    });
    if (option === undefined) return [];
    return [
      {
        line: set.line,
        severity: 'warning',
        text: t('The passive range {from} to {to} holds {option}={port}, which the server uses itself.', {
          from: range.from,
          to: range.to,
          option,
          port: numberOf(conf, option) ?? 0,
        }),
      },
    ];
  },
};
