import type { Translate } from '../l10n.ts';
import type { Remedy } from '../report/report.ts';
import { filezillaServerAddress, filezillaServerRange } from './filezillaServer.ts';
import { iisAddress, iisRange } from './iis.ts';
import { proftpdAddress, proftpdRange } from './proftpd.ts';
import { addressOrPlaceholder, publicAddressQuestion } from './publicAddress.ts';
import { pureFtpdAddress, pureFtpdRange } from './pureftpd.ts';
import { pyftpdlibAddress, pyftpdlibRange } from './pyftpdlib.ts';
import { references } from './references.ts';
import { remedy, step } from './remedy.ts';
import { dash } from './ranges.ts';
import type { Situation } from './situation.ts';
import { vsftpdPasvAddress, vsftpdPasvName, vsftpdRange } from './vsftpd.ts';

/** Makes the server advertise its public address out of a fixed range, in the language of the product. */
export function serverAddress(situation: Situation, t: Translate, group: string): readonly (Remedy | null)[] {
  switch (situation.product) {
    case 'vsftpd':
      return [vsftpdPasvAddress(situation, t, group), vsftpdPasvName(situation, t, group)];
    case 'proftpd':
      return [proftpdAddress(situation, t, group)];
    case 'pure-ftpd':
      return [pureFtpdAddress(situation, t, group)];
    case 'pyftpdlib':
      return [pyftpdlibAddress(situation, t, group)];
    case 'filezilla-server':
      return [filezillaServerAddress(situation, t, group)];
    case 'iis':
      return [iisAddress(situation, t, group)];
    case 'unknown':
      return [anyServerAddress(situation, t, group)];
  }
}

/** Holds the server to a fixed range. */
export function serverRange(situation: Situation, t: Translate, group: string): Remedy {
  switch (situation.product) {
    case 'vsftpd':
      return vsftpdRange(situation, t, group);
    case 'proftpd':
      return proftpdRange(situation, t, group);
    case 'pure-ftpd':
      return pureFtpdRange(situation, t, group);
    case 'pyftpdlib':
      return pyftpdlibRange(situation, t, group);
    case 'filezilla-server':
      return filezillaServerRange(situation, t, group);
    case 'iis':
      return iisRange(situation, t, group);
    case 'unknown':
      return anyServerRange(situation, t, group);
  }
}

/** The setting of each product, where the product is not known. */
function anyServerAddress(situation: Situation, t: Translate, group: string): Remedy {
  const address = addressOrPlaceholder(situation);
  const { from, to } = situation.range;
  return remedy({
    id: 'server-passive-address',
    title: t('Tell the FTP server its public address and hold it to a fixed range'),
    target: 'server',
    group,
    apply: 'restart',
    steps: [
      ...(situation.publicAddress === null ? [publicAddressQuestion(situation, t)] : []),
      step(
        t('What the server is could not be told; its settings are, by product:'),
        `vsftpd: listen=YES, listen_ipv6=NO, pasv_address=${address}, pasv_min_port=${from}, pasv_max_port=${to}`,
        `ProFTPD: MasqueradeAddress ${address}, PassivePorts ${from} ${to}`,
        `Pure-FTPd: ForcePassiveIP ${address}, PassivePortRange ${from} ${to}`,
        `pyftpdlib: masquerade_address = '${address}', passive_ports = range(${from}, ${to + 1})`,
        `FileZilla Server: Public IP or hostname ${address}, Custom port range ${dash(situation.range)}`,
        `IIS: externalIp4Address ${address}, lowDataChannelPort ${from}, highDataChannelPort ${to}`,
        `AWS Transfer Family: aws transfer update-server --protocol-details PassiveIp=${address}`,
      ),
      t('Restart the server afterwards and diagnose again.'),
    ],
    reference: references.rfc1123,
  });
}

function anyServerRange(situation: Situation, t: Translate, group: string): Remedy {
  const { from, to } = situation.range;
  return remedy({
    id: 'server-passive-range',
    title: t('Limit the FTP server to the passive ports {from}-{to}', { from, to }),
    target: 'server',
    group,
    apply: 'restart',
    steps: [
      step(
        t('What the server is could not be told; its settings are, by product:'),
        `vsftpd: pasv_min_port=${from}, pasv_max_port=${to}`,
        `ProFTPD: PassivePorts ${from} ${to}`,
        `Pure-FTPd: PassivePortRange ${from} ${to}`,
        `pyftpdlib: passive_ports = range(${from}, ${to + 1})`,
        `FileZilla Server: Custom port range ${dash(situation.range)}`,
        `IIS: lowDataChannelPort ${from}, highDataChannelPort ${to}`,
      ),
      t('Restart the server afterwards and diagnose again.'),
    ],
    reference: references.rfc959,
  });
}
