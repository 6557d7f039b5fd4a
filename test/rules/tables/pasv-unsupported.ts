import type { RuleTable } from '../../support/ruleTable.ts';
import { epsv, listing, publicSession } from '../../support/traceParts.ts';

export const cases: RuleTable = [
  {
    name: 'is an error when only EPSV is accepted',
    trace: `${publicSession}> PASV\n< 550 Permission denied.\n${epsv(30000, 'connected', listing)}`,
    finds: { severity: 'error', owner: 'server', says: ['wget'], evidence: '550 Permission denied.' },
  },
  {
    name: 'takes a refusal in unknown words for what it is',
    trace: `${publicSession}> PASV\n< 500 no thanks\n${epsv(30000, 'connected', listing)}`,
    finds: { severity: 'error' },
  },
  {
    name: 'is silent when both are refused',
    trace: `${publicSession}> PASV\n< 550 no\n> EPSV\n< 550 no`,
    finds: null,
  },
  { name: 'is silent when EPSV was not asked', trace: `${publicSession}> PASV\n< 550 no`, finds: null },
  {
    name: 'is silent about PASV over IPv6',
    trace: '! connect [2001:db8::7]:21 connected\n< 220 hi\n> PASV\n< 550 no\n> EPSV\n< 229 ok (|||3000|)',
    finds: null,
  },
  {
    name: 'is silent when the server took PASV another time',
    trace: `${publicSession}> PASV\n< 550 no\n> PASV\n< 227 ok (123,56,241,199,117,60)\n> EPSV\n< 229 ok (|||3000|)`,
    finds: null,
  },
];
