import type { Translate } from '../../l10n.ts';
import type { RemedyEdit } from '../../report/report.ts';
import { applyEdits } from '../edit.ts';
import { needed, serveOutsideNat, type PublicSide } from '../natBlock.ts';
import { readConf, type ConfSettings } from '../settings.ts';

/** A server for both families in two processes: what changes in its own file, and the file of the one for IPv4. */
export interface SecondInstance {
  readonly edits: readonly RemedyEdit[];
  readonly text: string;
}

/**
 * Parts IPv4 from IPv6: the running vsftpd keeps IPv6 and is bound to that one address, since a listener on `::` takes
 * IPv4 too and leaves no port for the other; the second one serves IPv4 with `pasv_address` (tried on vsftpd 3.0.3).
 */
export function secondInstance(
  conf: ConfSettings,
  side: PublicSide,
  ipv6: string,
  t: Translate,
): SecondInstance {
  const set = (option: string, value: string): RemedyEdit => ({ op: 'set', option, value, file: null });
  const remove = (option: string): RemedyEdit => ({ op: 'remove', option, file: null });
  const ipv4 = [set('listen', 'YES'), set('listen_ipv6', 'NO'), remove('listen_address6')];
  const begun = applyEdits(conf.file, ipv4).text;
  const { text } = applyEdits(begun, serveOutsideNat(readConf(begun, conf.flavour), side));
  const head = [
    t('The second vsftpd, for clients over IPv4. The first one keeps IPv6 and its own file.'),
    t('Start it beside the first: vsftpd FILE, or on Fedora and RHEL systemctl enable --now vsftpd@NAME'),
  ];
  return {
    edits: needed(conf, [
      set('listen', 'NO'),
      set('listen_ipv6', 'YES'),
      set('listen_address6', ipv6),
      remove('pasv_address'),
      remove('pasv_addr_resolve'),
    ]),
    text: `${head.map((line) => `# ${line}\n`).join('')}${text}`,
  };
}
