import type { RuleTable } from '../../support/ruleTable.ts';

const implicit = { source: { kind: 'probe', target: 'ftps://alice@198.51.100.7:2100' } } as const;

export const cases: RuleTable = [
  {
    name: 'shows the clear greeting that met implicit TLS',
    about: implicit,
    trace: '! connect 198.51.100.7:2100 connected\n! tls failed EPROTO clear "220 (vsFTPd 3.0.3)"',
    finds: {
      severity: 'error',
      confidence: 'proven',
      owner: 'client',
      says: ['220 (vsFTPd 3.0.3)', 'ftpes://', '2100'],
    },
  },
  {
    name: 'is less sure when only the TLS library complains',
    about: implicit,
    trace: '! connect 198.51.100.7:2100 connected\n! tls failed ERR_SSL_WRONG_VERSION_NUMBER',
    finds: { confidence: 'likely' },
  },
  {
    name: 'recognises implicit TLS behind a silent port',
    trace: `
      ! connect 198.51.100.7:990 connected
      == 1 ClientHello
      ! connect 198.51.100.7:990 connected
      ! tls ok TLSv1.3
    `,
    finds: { severity: 'error', says: ['implicit TLS', 'ftps://'] },
  },
  {
    name: 'stays silent when explicit TLS fails after AUTH TLS',
    trace: '! connect 198.51.100.7:21 connected\n< 220 ready\n> AUTH TLS\n< 234 go on\n! tls failed EPROTO',
    finds: null,
  },
  {
    name: 'stays silent when implicit TLS fails for its cipher',
    about: implicit,
    trace: '! connect 198.51.100.7:2100 connected\n! tls failed ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
    finds: null,
  },
  {
    name: 'stays silent when the port greeted in the meantime',
    trace: `
      ! connect 198.51.100.7:21 connected
      < 220 ready
      == 1 ClientHello
      ! connect 198.51.100.7:21 connected
      ! tls ok TLSv1.3
    `,
    finds: null,
  },
  {
    name: 'stays silent when implicit TLS works',
    about: implicit,
    trace: '! connect 198.51.100.7:2100 connected\n! tls ok TLSv1.3\n< 220 ready',
    finds: null,
  },
  {
    name: 'stays silent when a session under implicit TLS ends in an error in clear text after its greeting',
    about: implicit,
    trace: `
      ! connect 198.51.100.7:2100 connected
      ! tls ok TLSv1.3
      < 220 ready
      > USER alice
      ! tls failed clear "500 OOPS: child died"
    `,
    finds: null,
  },
  {
    name: 'stays silent when the ClientHello got no answer either',
    trace: `
      ! connect 198.51.100.7:21 connected
      == 1 ClientHello
      ! connect 198.51.100.7:21 connected
      ! tls failed ETIMEDOUT
    `,
    finds: null,
  },
];
