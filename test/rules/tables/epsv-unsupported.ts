import type { RuleTable } from '../../support/ruleTable.ts';
import { ipv6Session, listing, pasv, publicSession } from '../../support/traceParts.ts';

export const cases: RuleTable = [
  {
    name: 'is an information over IPv4 where PASV is accepted',
    trace: publicSession + pasv(30012, 'connected', listing) + "> EPSV\n< 500 'EPSV': command not understood",
    finds: { severity: 'info', confidence: 'proven', evidence: "500 'EPSV': command not understood" },
  },
  {
    name: 'says of 550 that EPSV is forbidden, not unknown (vsftpd: cmds_denied)',
    trace: publicSession + pasv(30012, 'connected', listing) + '> EPSV\n< 550 Permission denied.',
    finds: { severity: 'info', says: ['forbids EPSV'] },
  },
  {
    name: 'is an error over IPv6',
    trace: `${ipv6Session}> EPSV\n< 502 Command not implemented.`,
    finds: { severity: 'error', says: ['IPv6'] },
  },
  {
    name: 'is silent when PASV is refused too',
    trace: `${publicSession}> PASV\n< 502 no\n> EPSV\n< 502 no`,
    finds: null,
  },
  {
    name: 'reads 522 the same way',
    trace: `${publicSession}${pasv(30012, 'connected', listing)}> EPSV\n< 522 Network protocol not supported, use (1)`,
    finds: { severity: 'info' },
  },
  {
    name: 'is silent when only the login is missing',
    trace: `${publicSession}${pasv(30012, 'connected', listing)}> EPSV\n< 530 Please login with USER and PASS.`,
    finds: null,
  },
  {
    name: 'is silent when the server took EPSV another time',
    trace: `${publicSession}${pasv(30012, 'connected', listing)}> EPSV\n< 502 no\n> EPSV\n< 229 ok (|||3000|)`,
    finds: null,
  },
];
