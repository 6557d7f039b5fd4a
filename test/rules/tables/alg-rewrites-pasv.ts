import type { RuleTable } from '../../support/ruleTable.ts';
import { listing, pasv, pasvNaming, publicSession } from '../../support/traceParts.ts';

const secure = publicSession.replace('> USER', '> AUTH TLS\n< 234 go\n! tls ok TLSv1.3\n> USER');
const clear = `== 0 survey\n${publicSession}${pasv(30012, 'connected', listing)}`;

export const cases: RuleTable = [
  {
    name: 'is likely when the 227 differs under TLS',
    trace: `${clear}== 1 PASV under TLS\n${secure}${pasvNaming('172.17.9.135', '! dial advertised 172.17.9.135:21485 not-tried because second-address')}`,
    finds: {
      severity: 'info',
      confidence: 'likely',
      owner: 'path',
      says: ['172.17.9.135', '123.56.241.199', 'FTPS'],
      evidence: '227 Entering Passive Mode (172,17,9,135,83,237).',
      alternatives: 1,
    },
  },
  {
    name: 'is likely by the comparison behind NOOPs',
    trace: `${clear}! note alg-test test=pasv outcome=rewritten`,
    finds: { confidence: 'likely' },
  },
  {
    name: 'is silent when both name the same',
    trace: `${clear}== 1 PASV under TLS\n${secure}${pasvNaming('123.56.241.199', '')}`,
    finds: null,
  },
  {
    name: 'is silent when both name the same wrong address',
    trace: `== 0 a\n${publicSession}${pasvNaming('172.17.9.135', '')}== 1 b\n${secure}${pasvNaming('172.17.9.135', '')}`,
    finds: null,
  },
  {
    name: 'is silent when the comparison shows no change',
    trace: `${clear}! note alg-test test=pasv outcome=unchanged`,
    finds: null,
  },
];
