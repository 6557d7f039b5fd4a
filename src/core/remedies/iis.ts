import type { Translate } from '../l10n.ts';
import type { Remedy } from '../report/report.ts';
import { addressOrPlaceholder, publicAddressQuestion } from './publicAddress.ts';
import { references } from './references.ts';
import { remedy, step } from './remedy.ts';
import { windowsPortRule } from './portRules.ts';
import type { Situation } from './situation.ts';

/** The commands for range and firewall, and for the service to take them up. */
function rangeSteps(situation: Situation, t: Translate): readonly string[] {
  const { from, to } = situation.range;
  return [
    step(
      t('The range is set once for the whole server, in an administrator prompt:'),
      `%windir%\\system32\\inetsrv\\appcmd set config -section:system.ftpServer/firewallSupport /lowDataChannelPort:"${from}" /highDataChannelPort:"${to}" /commit:apphost`,
      ...windowsPortRule(situation.range).lines,
    ),
    step(t('Then restart the FTP service:'), 'net stop ftpsvc && net start ftpsvc'),
    step(
      t('For FTP over TLS the firewall must not look into FTP:'),
      'netsh advfirewall set global StatefulFtp disable',
    ),
  ];
}

/** `externalIp4Address` and the data channel ports of IIS (MicrosoftDocs/iis-docs, FTP firewall settings). */
export function iisAddress(situation: Situation, t: Translate, group: string): Remedy {
  const address = addressOrPlaceholder(situation);
  return remedy({
    id: 'iis-firewall-support',
    title: t('Tell IIS the public address of the FTP site'),
    target: 'iis',
    group,
    apply: 'restart',
    steps: [
      ...(situation.publicAddress === null ? [publicAddressQuestion(situation, t)] : []),
      step(
        t('IIS Manager, the FTP site, FTP Firewall Support, or as a command:'),
        `%windir%\\system32\\inetsrv\\appcmd set site /site.name:"<site>" /ftpServer.firewallSupport.externalIp4Address:"${address}"`,
      ),
      ...rangeSteps(situation, t),
    ],
    reference: references.iisFirewall,
  });
}

/** The data channel ports alone. */
export function iisRange(situation: Situation, t: Translate, group: string): Remedy {
  return remedy({
    id: 'iis-data-channel-ports',
    title: t('Limit IIS to the passive ports {from}-{to}', { ...situation.range }),
    target: 'iis',
    group,
    apply: 'restart',
    steps: rangeSteps(situation, t),
    reference: references.iisFirewall,
  });
}
