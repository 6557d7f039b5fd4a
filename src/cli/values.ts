import { familyOf, isIPv4, isIPv6 } from '../core/ftp/address.ts';
import type { Translate } from '../core/l10n.ts';
import { modes, type Mode, type PortRange } from '../core/trace/trace.ts';
import type { Arguments } from './arguments.ts';
import { UsageError } from './usageError.ts';

/** The number of an option between two bounds, null when it is not given. @throws UsageError */
export function readNumber(
  { value }: Arguments,
  t: Translate,
  name: string,
  { from, to, whole = false }: { readonly from: number; readonly to: number; readonly whole?: boolean },
): number | null {
  const text = value(name);
  if (text === null) return null;
  const number = Number(text);
  if (!/^\d{1,9}(\.\d{1,6})?$/.test(text) || number < from || number > to || (whole && !/^\d+$/.test(text))) {
    throw new UsageError(
      whole
        ? t('--{name} takes a whole number from {from} to {to}.', { name, from, to })
        : t('--{name} takes a number from {from} to {to}.', { name, from, to }),
    );
  }
  return number;
}

/** A port range `A-B`, or one port, null when the option is not given. @throws UsageError */
export function readRange({ value }: Arguments, t: Translate, name: string): PortRange | null {
  const text = value(name);
  if (text === null) return null;
  const match = /^(\d{1,5})(?:[-:](\d{1,5}))?$/.exec(text.trim());
  const from = Number(match?.[1] ?? 0);
  const to = Number(match?.[2] ?? from);
  if (match === null || from < 1 || Math.max(from, to) > 65535) {
    throw new UsageError(
      t('--{name} takes ports as A-B, both from 1 to 65535: --{name} 30000-30099', { name }),
    );
  }
  if (from > to) {
    throw new UsageError(
      t('--{name} has its ends the wrong way round: --{name} {from}-{to}', { name, from: to, to: from }),
    );
  }
  return { from, to };
}

/** The modes to try, in the order in which they run; all when the option is not given. @throws UsageError */
export function readModes({ value }: Arguments, t: Translate): readonly Mode[] {
  const text = value('mode');
  if (text === null) return modes;
  const words = text
    .split(',')
    .map((word) => word.trim().toUpperCase())
    .filter((word) => word !== '');
  if (words.length === 0 || words.some((word) => !modes.some((mode) => mode === word))) {
    throw new UsageError(t('--mode takes a list of pasv, epsv, port and eprt: --mode pasv,epsv'));
  }
  return modes.filter((mode) => words.includes(mode));
}

/** A literal address of an option, null when it is not given. @throws UsageError */
export function readAddress({ value }: Arguments, t: Translate, name: string): string | null {
  const text = value(name);
  if (text === null) return null;
  if (!isIPv4(text) && !isIPv6(text)) {
    throw new UsageError(t('--{name} takes an IPv4 or IPv6 address: --{name} 203.0.113.5', { name }));
  }
  return text;
}

/** 4 or 6 when one family is asked for, else 0; a literal `host` must be of that family. @throws UsageError */
export function readFamily({ has }: Arguments, t: Translate, host: string): 0 | 4 | 6 {
  if (has('ipv4') && has('ipv6')) {
    throw new UsageError(t('-4 and -6 exclude each other; leave both out to try both.'));
  }
  const family = has('ipv4') ? 4 : has('ipv6') ? 6 : 0;
  const literal = familyOf(host);
  if (family !== 0 && literal !== null && literal !== family) {
    throw new UsageError(
      t('-{family} cannot reach {host}, which is an IPv{literal} address; leave -{family} out.', {
        family,
        host,
        literal,
      }),
    );
  }
  return family;
}
