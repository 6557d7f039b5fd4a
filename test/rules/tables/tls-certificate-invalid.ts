import { noSettings } from '../../../src/core/trace/trace.ts';
import type { RuleTable } from '../../support/ruleTable.ts';

const target = { kind: 'probe', target: 'ftpes://alice@ftp.example.org:21' } as const;
const insecure = { source: target, settings: { ...noSettings, insecure: true } };

function shake(faults: string, after = '> USER alice\n< 331 password\n> PASS ****\n< 230 in'): string {
  return `
    ! connect 198.51.100.7:21 connected
    < 220 ready
    > AUTH TLS
    < 234 go on
    ! tls ok TLSv1.3 certificate ${faults}
    ${after}
  `;
}

export const cases: RuleTable = [
  {
    name: 'is an error when it kept the password back',
    about: { source: target },
    trace: shake('self-signed', '! note password-withheld why=certificate'),
    finds: {
      severity: 'error',
      owner: 'server',
      says: ['signed by nobody but itself', 'was not sent', '--ca'],
    },
  },
  {
    name: 'is a warning with --insecure if it has expired',
    about: insecure,
    trace: shake('expired'),
    finds: { severity: 'warning', says: ['expired on'] },
  },
  {
    name: 'is a warning with --insecure if it is for another name, and names both',
    about: insecure,
    trace: shake('wrong-name'),
    finds: { severity: 'warning', says: ['ftp.example.net', 'ftp.example.org'] },
  },
  {
    name: 'names every fault of one certificate',
    about: insecure,
    trace: shake('self-signed,expired,wrong-name'),
    finds: { severity: 'warning', says: ['nobody but itself', 'expired', 'ftp.example.org'] },
  },
  {
    name: 'is a remark with --insecure if it is only untrusted',
    about: insecure,
    trace: shake('untrusted'),
    finds: { severity: 'info', says: ['intermediate certificate'] },
  },
  {
    name: 'is a remark in the extra session of an ftp:// run',
    trace: `
      ! connect 198.51.100.7:21 connected
      < 220 ready
      > USER alice
      < 230 in
      == 3 PASV under TLS
      ${shake('expired')}
    `,
    finds: { severity: 'info' },
  },
  {
    name: 'stays silent about a good certificate',
    about: { source: target },
    trace: shake('good'),
    finds: null,
  },
  {
    name: 'stays silent when the password was kept back for another reason',
    about: { source: target },
    trace: shake('good', '! note password-withheld why=fingerprint'),
    finds: null,
  },
  {
    name: 'goes by the code of a client that broke off, where the evidence holds no certificate',
    trace:
      '! connect 198.51.100.7:21 connected\n< 220 ready\n> AUTH TLS\n< 234 go on\n! tls failed DEPTH_ZERO_SELF_SIGNED_CERT',
    finds: { severity: 'error', owner: 'server', says: ['does not trust', 'signed by nobody but itself'] },
  },
  {
    name: 'leaves a handshake that failed for another reason to others',
    trace:
      '! connect 198.51.100.7:21 connected\n< 220 ready\n> AUTH TLS\n< 234 go on\n! tls failed ECONNRESET',
    finds: null,
  },
  {
    name: 'says from when on a certificate will be valid',
    about: insecure,
    trace: shake('not-yet-valid'),
    finds: { severity: 'warning', says: ['it is valid only from'] },
  },
  {
    name: 'names the code of what it has no words for',
    about: insecure,
    trace: shake('other'),
    finds: { says: ['does not stand the check ('] },
  },
  ...(
    [
      ['CERT_HAS_EXPIRED', 'The certificate has expired.'],
      ['ERR_TLS_CERT_ALTNAME_INVALID', 'to another name than the one the client connects to'],
      ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'The issuer of the certificate is not known to the client'],
    ] as const
  ).map(([code, says]) => ({
    name: `knows what a client means by ${code}`,
    trace: `! connect 198.51.100.7:21 connected\n< 220 ready\n> AUTH TLS\n< 234 go on\n! tls failed ${code}`,
    finds: { says: [says] },
  })),
];
