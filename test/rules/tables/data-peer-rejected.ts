import type { RuleTable } from '../../support/ruleTable.ts';
import { listing, pasv, publicSession, stat } from '../../support/traceParts.ts';

function refused(text: string): string {
  return (
    publicSession +
    stat('125.120.45.15') +
    pasv(30012, 'connected', `> LIST\n< ${text}\n! transfer LIST failed 0`)
  );
}

export const cases: RuleTable = [
  {
    name: 'knows the words of vsftpd and gives both causes',
    trace: refused('425 Security: Bad IP connecting.'),
    finds: {
      severity: 'error',
      confidence: 'proven',
      owner: 'path',
      says: ['125.120.45.15', 'NAT pool', 'container host'],
      evidence: '425 Security: Bad IP connecting.',
      alternatives: 2,
    },
  },
  {
    name: 'knows the words of ProFTPD',
    trace: refused('425 Unable to build data connection: Permission denied'),
    finds: {},
  },
  {
    name: 'reads the address that pyftpdlib names',
    trace: refused('425 Rejected data connection from foreign address 125.120.45.16:40001.'),
    finds: { says: ['reaches it from 125.120.45.16.'] },
  },
  {
    name: 'knows the errno by which FileZilla Server 1.7 refuses it',
    trace: refused('425 Unable to build data connection: EINVAL - Invalid argument passed'),
    finds: { severity: 'error' },
  },
  {
    name: 'knows the words of SFTPGo',
    trace: refused('425 Unable to open transfer: data connection security requirements not met'),
    finds: { severity: 'error' },
  },
  {
    name: 'is silent about other failures',
    trace: refused('425 Failed to establish connection.'),
    finds: null,
  },
  {
    name: 'is silent when the listing comes',
    trace: publicSession + pasv(30012, 'connected', listing),
    finds: null,
  },
  {
    name: 'reads a refusal that comes before any LIST, as pyftpdlib 1.5.7 sends it',
    trace:
      publicSession +
      '> PASV\n< 227 Entering passive mode (123,56,241,199,117,60).\n' +
      '< 425 Rejected data connection from foreign address 125.120.45.16:40001.\n' +
      '! dial advertised 123.56.241.199:30012 connected\n' +
      '> LIST\n< 150 File status okay. About to open data connection.\n! transfer LIST unknown 0\n',
    finds: { severity: 'error', confidence: 'proven', says: ['reaches it from 125.120.45.16.'] },
  },
];
