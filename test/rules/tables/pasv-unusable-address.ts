import type { RuleTable } from '../../support/ruleTable.ts';
import { pasvNaming, publicSession, stat } from '../../support/traceParts.ts';

export const cases: RuleTable = [
  {
    name: 'explains zeros by the listen_ipv6 of vsftpd where its STAT shows it',
    trace:
      publicSession +
      stat('::ffff:125.120.45.15') +
      pasvNaming(
        '0.0.0.0',
        '! dial advertised 0.0.0.0:21485 not-tried because forbidden-address\n! dial control-peer 123.56.241.199:21485 connected',
      ),
    finds: {
      severity: 'error',
      confidence: 'proven',
      owner: 'server',
      says: ['runs with listen_ipv6=YES', 'zero address', 'Only the address in the reply is wrong'],
      evidence: '227 Entering Passive Mode (0,0,0,0,83,237).',
    },
  },
  {
    name: 'explains zeros by pasv_address itself where STAT shows listen=YES',
    trace: publicSession + stat('125.120.45.15') + pasvNaming('0.0.0.0', ''),
    finds: { says: [/itself that holds zeros(?![^]*when pasv_address is set while)/] },
  },
  {
    name: 'names the listen_ipv6 of vsftpd where it is not known who sends the zeros',
    trace: publicSession + pasvNaming('0.0.0.0', ''),
    finds: { says: ['when pasv_address is set while listen_ipv6=YES'] },
  },
  {
    name: 'explains loopback by the default of images',
    trace: publicSession + pasvNaming('127.0.0.1', ''),
    finds: { says: ['PASV_ADDRESS', 'loopback'] },
  },
  {
    name: 'covers link-local addresses',
    trace: publicSession + pasvNaming('169.254.169.254', ''),
    finds: { says: ['link-local'] },
  },
  {
    name: 'covers multicast and reserved addresses',
    trace: publicSession + pasvNaming('240.1.2.3', ''),
    finds: { says: ['reserved'] },
  },
  {
    name: 'is silent for loopback on a server of this very machine',
    trace: publicSession.replace('123.56.241.199', '127.0.0.2') + pasvNaming('127.0.0.1', ''),
    finds: null,
  },
  {
    name: 'is silent for a private address, which has its own finding',
    trace: publicSession + pasvNaming('10.0.0.5', ''),
    finds: null,
  },
  {
    name: 'covers multicast addresses, which clients could not dial',
    trace: publicSession + pasvNaming('224.1.2.3', ''),
    finds: { says: ['224.1.2.3 is a multicast address'] },
  },
  {
    name: 'does not explain zeros by vsftpd where another server sends them',
    trace: publicSession.replace('220 Welcome', '220 Microsoft FTP Service') + pasvNaming('0.0.0.0', ''),
    finds: { says: [/Some clients read zeros(?![^]*listen_ipv6)/] },
  },
];
