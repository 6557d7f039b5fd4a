import type { RuleTable } from '../../support/ruleTable.ts';

const auth = '! connect 198.51.100.7:21 connected\n< 220 ready\n> AUTH TLS\n< 234 go on\n';
const data = `${auth}! tls ok TLSv1.3
  > PASV
  < 227 Entering Passive Mode (198,51,100,7,100,1).
  ! dial advertised 198.51.100.7:25601 connected
  > LIST
  < 150 Here it comes.
`;

export const cases: RuleTable = [
  {
    name: 'names a missing common version',
    trace: `${auth}! tls failed ERR_SSL_UNSUPPORTED_PROTOCOL`,
    finds: { severity: 'error', owner: 'server', says: ['no TLS version in common', 'control connection'] },
  },
  {
    name: 'is an error when the server has TLS 1.0 only, although the handshake came about',
    trace: `${auth}! tls ok TLSv1 certificate untrusted\n> USER alice\n< 230 in`,
    finds: { severity: 'error', confidence: 'proven', owner: 'server', says: ['TLS 1.0', 'RFC 8996'] },
  },
  {
    name: 'only remarks on TLS 1.1 where a run in clear tried TLS besides',
    trace: `! connect 198.51.100.7:21 connected\n< 220 ready\n> USER alice\n< 230 in\n== 1 TLS check\n${auth}! tls ok TLSv1.1 certificate untrusted`,
    finds: { severity: 'info', says: ['TLS 1.1'] },
  },
  {
    name: 'says nothing of an old version in a log, which may be the limit of that client',
    trace: `${auth}! tls ok TLSv1\n> USER alice\n< 230 in`,
    finds: null,
  },
  {
    name: 'is silent about TLS 1.2',
    trace: `${auth}! tls ok TLSv1.2 certificate untrusted\n> USER alice\n< 230 in`,
    finds: null,
  },
  {
    name: 'names a missing common cipher',
    trace: `${auth}! tls failed ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE`,
    finds: { says: ['no cipher in common'] },
  },
  {
    name: 'decodes an OOPS in clear text that clients show as a TLS error',
    trace: `${auth}! tls failed EPROTO clear "500 OOPS: SSL: cannot load RSA private key"`,
    finds: {
      says: ['cannot load RSA private key', 'does not belong to the certificate', 'wrong version number'],
    },
  },
  {
    name: 'decodes an OOPS that ends a session under TLS',
    trace: `${auth}! tls ok TLSv1.3
      > USER alice
      < 331 password
      > PASS ****
      ! tls failed clear "500 OOPS: cannot change directory:/home/alice"
      ! close server`,
    finds: { severity: 'error', says: ['falls out of TLS', '/home/alice'] },
  },
  {
    name: 'becomes a remark when a refused chroot is the cause, which has a finding of its own',
    trace: `${auth}! tls ok TLSv1.3
      > USER alice
      < 331 password
      > PASS ****
      ! tls failed clear "500 OOPS: vsftpd: refusing to run with writable root inside chroot()"
      ! close server`,
    finds: { severity: 'info' },
  },
  {
    name: 'tells of the handshake of a data connection',
    trace: `${data}! data-tls failed ECONNRESET`,
    finds: { severity: 'error', says: ['handshake of the data connection', 'middle of the handshake'] },
  },
  {
    name: 'is a warning when an ftp:// run only tried TLS besides',
    trace: `
      ! connect 198.51.100.7:21 connected
      < 220 ready
      > USER alice
      < 331 password
      > PASS ****
      < 230 in
      == 3 PASV under TLS
      ${auth}! tls failed ERR_SSL_UNSUPPORTED_PROTOCOL
    `,
    finds: { severity: 'warning' },
  },
  {
    name: 'tells of a session that fell out of TLS even where the text is lost',
    trace: `${auth}! tls ok TLSv1.3
      > USER alice
      < 331 password
      > PASS ****
      ! close unknown ERR_SSL_BAD_RECORD_TYPE`,
    finds: { severity: 'error', confidence: 'likely', says: ['middle of a session', 'clear text'] },
  },
  {
    name: 'thinks of lost large packets when a handshake gets no answer',
    trace: `${auth}! tls failed ETIMEDOUT`,
    finds: { alternatives: 1, says: ['MTU'] },
  },
  { name: 'stays silent when handshakes work', trace: `${data}! data-tls ok resumed`, finds: null },
  {
    name: 'leaves a deliberately fresh handshake to the finding on session reuse',
    trace: `${data}! data-tls failed fresh`,
    finds: null,
  },
  {
    name: 'leaves implicit TLS on a plain port to the finding on that',
    about: { source: { kind: 'probe', target: 'ftps://198.51.100.7:21' } },
    trace: '! connect 198.51.100.7:21 connected\n! tls failed EPROTO clear "220 ready"',
    finds: null,
  },
  {
    name: 'stays silent about the ClientHello offered to a silent port',
    trace: `
      ! connect 198.51.100.7:21 connected
      == 1 ClientHello
      ! connect 198.51.100.7:21 connected
      ! tls failed ETIMEDOUT
    `,
    finds: null,
  },
  {
    name: 'reads the words that FileZilla shows for an error in clear text',
    trace: `${auth}! tls failed "GnuTLS error -15: An unexpected TLS packet was received."`,
    finds: { says: ['What came back was no TLS'] },
  },
  {
    name: 'tells of a handshake without an answer',
    trace: `${auth}! tls failed ETIMEDOUT`,
    finds: { says: ['did not answer the handshake'] },
  },
  {
    name: 'prefers the handshake that shows a clear text',
    trace: `${auth}! tls failed ECONNRESET
      == 1 EPSV
      ${auth}! tls failed clear "500 OOPS: child died"`,
    finds: { says: ['child died'] },
  },
  {
    name: 'is an error on a data connection of an ftp:// run too',
    about: { source: { kind: 'probe', target: 'ftp://198.51.100.7:21' } },
    trace: `
      ! connect 198.51.100.7:21 connected
      < 220 ready
      > USER alice
      < 230 in
      == 3 PASV under TLS
      ${data}! data-tls failed ECONNRESET
    `,
    finds: { severity: 'error' },
  },
  {
    name: 'tells of a failed data handshake under implicit TLS',
    about: { source: { kind: 'probe', target: 'ftps://198.51.100.7:990' } },
    trace: `
      ! connect 198.51.100.7:990 connected
      ! tls ok TLSv1.3
      < 220 ready
      > PASV
      < 227 Entering Passive Mode (198,51,100,7,100,1).
      ! dial advertised 198.51.100.7:25601 connected
      ! data-tls failed ECONNRESET
    `,
    finds: { severity: 'error' },
  },
  {
    name: 'names what vsftpd mostly gives up a login for, where a log shows only the error of the client’s library',
    trace:
      '! connect 198.51.100.7:21 connected\n< 220 (vsFTPd 3.0.3)\n> AUTH TLS\n< 234 go on\n! tls ok TLSv1.3\n> USER a\n< 331 p\n> PASS ****\n! tls failed',
    finds: { severity: 'error', confidence: 'likely', alternatives: 1 },
  },
];
