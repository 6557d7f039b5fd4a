import type { RuleTable } from '../../support/ruleTable.ts';
import { noSettings } from '../../../src/core/trace/trace.ts';
import { listing, pasv, pasvNaming, publicSession } from '../../support/traceParts.ts';

const withFile = (
  config: Readonly<Record<string, string>>,
): { settings: typeof noSettings & { config: typeof config } } => ({ settings: { ...noSettings, config } });
const about = withFile({ pasv_address: '123.56.241.199', listen: 'YES', listen_ipv6: 'NO' });
const privateReply = pasvNaming('172.17.9.135', '! dial advertised 172.17.9.135:21485 unreachable');

export const cases: RuleTable = [
  {
    name: 'holds the file against the 227',
    trace: publicSession + privateReply,
    about,
    finds: {
      severity: 'error',
      confidence: 'proven',
      owner: 'server',
      says: [
        'pasv_address=123.56.241.199',
        '172.17.9.135',
        'not restarted',
        'another file',
        'Under TLS, where no router can rewrite the reply',
      ],
      evidence: '227 Entering Passive Mode (172,17,9,135,83,237).',
      alternatives: 2,
    },
  },
  {
    name: 'is a warning while transfers work: the file will break them',
    trace: publicSession + pasv(50000, 'connected', listing),
    about: withFile({ pasv_address: '123.56.241.200' }),
    finds: { severity: 'warning', says: ['after the next restart'] },
  },
  {
    name: 'is silent when the 227 is as the file says',
    trace: publicSession + pasv(50000, 'connected', listing),
    about,
    finds: null,
  },
  { name: 'is silent without a file', trace: publicSession + privateReply, finds: null },
  {
    name: 'is silent when the file sets no address',
    trace: publicSession + privateReply,
    about: withFile({ listen: 'YES' }),
    finds: null,
  },
  {
    name: 'leaves a host name alone, whose address it does not know',
    trace: publicSession + privateReply,
    about: withFile({ pasv_address: 'ftp.example.com', pasv_addr_resolve: 'YES' }),
    finds: null,
  },
  {
    name: 'leaves the zeros of an IPv6 listener to the rule that knows them',
    trace: publicSession + pasvNaming('0.0.0.0', ''),
    about: withFile({ pasv_address: '123.56.241.199', listen_ipv6: 'YES' }),
    finds: null,
  },
];
