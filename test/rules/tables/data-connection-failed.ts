import type { RuleTable } from '../../support/ruleTable.ts';
import { listing, pasv, pasvNaming, publicSession } from '../../support/traceParts.ts';

const failed = '> LIST\n< 150 Here\n< 426 Connection closed; transfer aborted.\n! transfer LIST failed 0';
const vain = '> LIST\n< 425 Failed to establish connection.\n! transfer LIST failed 0';

export const cases: RuleTable = [
  {
    name: 'takes a 426 after the 150 for a connection that was torn down on the way',
    trace: publicSession + pasv(30012, 'connected', failed),
    finds: {
      severity: 'error',
      confidence: 'likely',
      owner: 'path',
      says: ['426 Connection closed', 'torn down', 'ftp-diagnose ftpes://'],
      evidence: '426 Connection closed; transfer aborted.',
      alternatives: 1,
    },
  },
  {
    name: 'blames no device for a transfer that the client itself broke off',
    trace:
      publicSession +
      pasv(30012, 'connected', '> RETR a\n< 150 Here\n> ABOR\n< 426 Failure writing network stream.'),
    finds: { confidence: 'possible', says: ['Nothing else in the evidence says why'] },
  },
  {
    name: 'takes a reset in the middle for the same, whatever the server says',
    trace:
      publicSession +
      pasv(30012, 'connected', '> LIST\n< 150 Here\n! transfer LIST failed 2896 ended-by reset'),
    finds: { confidence: 'likely', owner: 'path', says: ['carries 2896 bytes'] },
  },
  {
    name: 'sees that something else answers when the port connects and the server finds nobody',
    trace: publicSession + pasv(30012, 'connected', vain),
    finds: {
      confidence: 'likely',
      owner: 'server-network',
      says: ['in the server’s name', 'container', '--mode pasv,epsv'],
      evidence: '425 Failed to establish connection.',
      alternatives: 2,
    },
  },
  {
    name: 'sees the same when the connection is closed at once and the server stays silent',
    trace: publicSession + pasv(30012, 'connected', '> LIST\n! transfer LIST failed 0 ended-by server'),
    finds: { owner: 'server-network', says: ['said nothing about it', 'in the server’s name'] },
  },
  {
    name: 'knows that Pure-FTPd drops a foreign peer without a word',
    trace:
      publicSession.replace('220 Welcome', '220---------- Welcome to Pure-FTPd [privsep] ----------') +
      pasv(30012, 'connected', '> LIST\n! transfer LIST failed 0 ended-by server'),
    finds: { confidence: 'likely', owner: 'path', says: ['Pure-FTPd does so'], alternatives: 1 },
  },
  {
    name: 'is silent when the data came to its end and only the last reply is missing',
    trace:
      publicSession +
      pasv(30012, 'connected', '> LIST\n< 150 Here\n! transfer LIST failed 900 ended-by server'),
    finds: null,
  },
  {
    name: 'is what is left when nothing else explains a 425',
    trace:
      publicSession + pasv(30012, 'connected', '> LIST\n< 425 Something broke.\n! transfer LIST failed 0'),
    finds: { confidence: 'possible', says: ['Nothing else in the evidence says why', 'server’s log'] },
  },
  {
    name: 'suspects shut ports when a transcript shows no dial and the server waited in vain',
    trace: publicSession + pasvNaming('123.56.241.199', '> LIST\n< 425 Failed to establish connection.'),
    finds: { owner: 'server-network', says: ['keeps shut'] },
  },
  {
    name: 'suspects no shut port where a log shows no dial and the transfer had begun, and tells of no bytes that nobody counted',
    trace: publicSession + pasvNaming('123.56.241.199', '> LIST\n< 150 Here\n< 426 Connection closed.'),
    finds: { owner: 'path', says: [/^The data connection opens and is torn down in the middle/] },
  },
  {
    name: 'sends nobody to TLS who is there',
    trace: `${publicSession.replace('> USER', '> AUTH TLS\n< 234 ok\n! tls ok TLSv1.3\n> USER')}${pasvNaming('123.56.241.199', '> LIST\n< 150 Here\n< 426 Connection closed.')}`,
    finds: { owner: 'path', says: [/^(?!.*Under TLS nobody)/s] },
  },
  {
    name: 'is silent when a dial shows that the ports are shut',
    trace: publicSession + pasv(30012, 'timed-out', '> LIST\n< 425 Failed to establish connection.'),
    finds: null,
  },
  {
    name: 'is silent when the server names the data peer',
    trace: publicSession + pasv(30012, 'connected', '> LIST\n< 425 Security: Bad IP connecting.'),
    finds: null,
  },
  {
    name: 'takes “Use PORT or PASV first” for an echo',
    trace: publicSession + pasv(30012, 'connected', '> LIST\n< 425 Use PORT or PASV first.'),
    finds: null,
  },
  {
    name: 'is silent when the listing comes',
    trace: publicSession + pasv(30012, 'connected', listing),
    finds: null,
  },
  {
    name: 'suspects a dialogue that ends with the 227, no more than that',
    trace: publicSession + pasvNaming('123.56.241.199', '> QUIT\n< 221 Goodbye.'),
    finds: { severity: 'warning', confidence: 'possible', says: ['cut here looks the same'] },
  },
  {
    name: 'leaves a 227 alone after which a listing was asked for',
    trace: publicSession + pasvNaming('123.56.241.199', '> LIST\n< 150 Here'),
    finds: null,
  },
  {
    name: 'goes by the client’s own error where nothing shows which address it dialled',
    trace: `< 220 Welcome${pasvNaming('123.56.241.199', '! note data-dial-failed outcome=timed-out errno=ETIMEDOUT')}`,
    finds: {
      severity: 'error',
      confidence: 'likely',
      owner: 'server-network',
      says: ['ETIMEDOUT', '123.56.241.199:21485'],
    },
  },
  {
    name: 'names the server’s own firewall where its rules were shown to keep the port shut',
    trace:
      publicSession +
      pasvNaming(
        '123.56.241.199',
        '! note host-fact fact=server-firewall port=21485 verdict=drop tool=iptables',
      ),
    finds: { severity: 'error', confidence: 'likely', owner: 'server', says: ['(iptables)'] },
  },
  {
    name: 'knows the address from which Pure-FTPd waits for the data connection',
    trace:
      publicSession.replace('220 Welcome', '220---------- Welcome to Pure-FTPd [privsep] ----------') +
      '! note host-fact fact=client-seen-as address=125.120.45.15\n' +
      pasv(30012, 'connected', '> LIST\n! transfer LIST failed 0 ended-by server'),
    finds: { says: ['than the login (125.120.45.15)'] },
  },
];
