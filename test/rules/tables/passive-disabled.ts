import type { RuleTable } from '../../support/ruleTable.ts';
import { epsv, listing, publicSession } from '../../support/traceParts.ts';

const off = `${publicSession}> PASV\n< 550 Permission denied.\n> EPSV\n< 550 Permission denied.\n`;

export const cases: RuleTable = [
  {
    name: 'is an error when PASV and EPSV are refused',
    trace: off,
    finds: {
      severity: 'error',
      confidence: 'proven',
      owner: 'server',
      says: ['550 Permission denied.'],
      evidence: '550 Permission denied.',
    },
  },
  {
    name: 'knows the words of Pure-FTPd in NAT mode',
    trace: off.replaceAll('550 Permission denied.', '500 Unknown command'),
    finds: {},
  },
  {
    name: 'knows the words of ProFTPD',
    trace: off.replace('550 Permission denied.', '501 PASV: Operation not permitted'),
    finds: {},
  },
  {
    name: 'knows the words of Debian’s vsftpd 3.0.5-1',
    trace: off.replaceAll('550 Permission denied.', '502 Command not implemented.'),
    finds: {},
  },
  {
    name: 'takes a refusal in unknown words for what it is',
    trace: off.replaceAll('550 Permission denied.', '500 no thanks'),
    finds: { severity: 'error' },
  },
  {
    name: 'does not take the demand for PRET for a mode that is switched off',
    trace: `${publicSession}> PASV\n< 500 You need to use a client supporting PRET (PRE Transfer) to use PASV\n`,
    finds: null,
  },
  {
    name: 'leaves a refusal for now to another finding',
    trace: off.replaceAll('550 Permission denied.', '450 try later'),
    finds: null,
  },
  {
    name: 'is likely when EPSV was not asked',
    trace: `${publicSession}> PASV\n< 550 Permission denied.\n`,
    finds: { confidence: 'likely' },
  },
  {
    name: 'says so when active mode works from here',
    trace: `${off}> PORT 192,168,0,130,156,65\n< 200 ok\n! accept connected 123.56.241.199:20${listing}`,
    finds: { says: ['Active mode works from this machine'] },
  },
  {
    name: 'is silent when EPSV is accepted',
    trace: `${publicSession}> PASV\n< 550 Permission denied.\n${epsv(30000, 'connected', listing)}`,
    finds: null,
  },
  {
    name: 'is silent when the refusal is a used-up range',
    trace: off.replaceAll('550 Permission denied.', '425 All reserved TCP ports are busy'),
    finds: null,
  },
  {
    name: 'is silent when the login is missing',
    trace: off.replaceAll('550 Permission denied.', '530 Please login with USER and PASS.'),
    finds: null,
  },
];
