import { passiveRangeIn } from '../../passiveRange.ts';
import { lastSetting, numberOf } from '../../settings.ts';
import type { FileRule } from '../rule.ts';

/** vsftpd draws a random port nine times and then gives the session up, so a range fills long before its last port is used. */
const comfortable = 10;

/** A passive range with too few ports for several users. */
export const pasvRangeSmall: FileRule = {
  id: 'pasv-range-small',
  scope: 'file',
  check(conf, t) {
    const high = lastSetting(conf, 'pasv_max_port');
    const range = passiveRangeIn(conf);
    const max = numberOf(conf, 'pasv_max_port');
    if (high === undefined || range === null || range.to !== max) return [];
    const ports = range.to - range.from + 1;
    const clients =
      lastSetting(conf, 'max_clients') === undefined ? undefined : numberOf(conf, 'max_clients');
    const fewClients = clients !== undefined && clients > 0 && clients * 2 <= ports;
    const many = clients !== undefined && clients > ports;
    if (fewClients || (ports >= comfortable && !many)) return [];
    const text =
      ports === 1
        ? t('One port serves one transfer at a time; the next client gets "{text}".', {
            text: '500 OOPS: vsf_sysutil_bind',
          })
        : t(
            '{ports} ports are few: vsftpd draws at random and gives up after nine tries, so clients get "{text}" before all are used.',
            { ports, text: '500 OOPS: vsf_sysutil_bind' },
          );
    return [{ line: high.line, severity: 'warning', text }];
  },
};
