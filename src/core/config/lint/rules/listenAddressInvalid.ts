import { isIPv4, isIPv6 } from '../../../ftp/address.ts';
import { trimBlanks } from '../../confFile.ts';
import { readInetAddress } from '../../inetAddress.ts';
import type { ConfSettings } from '../../settings.ts';
import { boolOf, lastSetting } from '../../settings.ts';
import type { FileRule, LintDraft } from '../rule.ts';
import { reviewFix, withoutLine } from '../rule.ts';

function isReadable(conf: ConfSettings, name: string, value: string): boolean {
  if (name === 'listen_address') return readInetAddress(value) !== null;
  // Debian's builds take a scope such as %eth0.
  const scoped = conf.flavour?.vendor === 'debian' ? value.replace(/%[^%]*$/, '') : value;
  return isIPv6(scoped) && !scoped.includes('%');
}

/** A listener address that is no literal address of its family. */
export const listenAddressInvalid: FileRule = {
  id: 'listen-address-invalid',
  scope: 'file',
  check(conf, t) {
    const drafts: LintDraft[] = [];
    for (const [name, listener] of [
      ['listen_address', 'listen'],
      ['listen_address6', 'listen_ipv6'],
    ] as const) {
      const setting = lastSetting(conf, name);
      const value = trimBlanks(setting?.value ?? '');
      // Quotes and comments have rules of their own.
      if (
        setting === undefined ||
        value === '' ||
        /^["']|[ \t]#/.test(setting.line.content.split('=', 2)[1] ?? '')
      )
        continue;
      if (isReadable(conf, name, value)) continue;
      const on = boolOf(conf, listener);
      if (on === false) continue;
      const isIPv4Literal = name === 'listen_address6' && isIPv4(value);
      drafts.push({
        line: setting.line,
        severity: on === true ? 'error' : 'warning',
        text:
          name === 'listen_address'
            ? t('listen_address takes one literal IPv4 address of this machine: neither a name nor a port.')
            : t('listen_address6 takes one literal IPv6 address of this machine.'),
        stage: 'start-up',
        says: isIPv4Literal
          ? '500 OOPS: could not bind listening IPv6 socket'
          : `500 OOPS: bad ${name}: ${value}`,
        fixes: [reviewFix(t('Remove the line, to listen on every address'), [withoutLine(setting.line)])],
      });
    }
    return drafts;
  },
};
