import type { RuleTable } from '../../support/ruleTable.ts';
import { publicSession } from '../../support/traceParts.ts';

const full = '421 There are too many connected users, please try later.';
const perAddress = '421 There are too many connections from your internet address.';

export const cases: RuleTable = [
  {
    name: 'tells of a server that is full',
    trace: `! connect 198.51.100.7:21 connected\n< ${full}\n! close server`,
    finds: { severity: 'error', confidence: 'proven', owner: 'server', evidence: full },
  },
  {
    name: 'understands Pure-FTPd',
    trace: '! connect 198.51.100.7:21 connected\n< 421 2 users (the maximum) are already logged in, sorry',
    finds: { severity: 'error' },
  },
  {
    name: "understands ProFTPD's 530 after the password",
    trace: `
      ! connect 198.51.100.7:21 connected
      < 220 ready
      > USER alice
      < 331 password
      > PASS ****
      < 530 Sorry, the maximum number of clients (1) for this user are already connected.
    `,
    finds: { severity: 'error' },
  },
  {
    name: 'makes it a remark when only our own second session met it',
    trace: `
      ! connect 198.51.100.7:21 connected
      < 220 ready
      > USER alice
      < 331 password
      > PASS ****
      < 230 in
      == 1 EPSV
      ! connect 198.51.100.7:21 connected
      < ${perAddress}
      ! note limit what=421
    `,
    finds: { severity: 'info', confidence: 'proven', evidence: perAddress },
  },
  {
    name: 'makes it a remark when our second session was shut without a word',
    trace: `
      ! connect 198.51.100.7:21 connected
      < 220 ready
      > USER alice
      < 230 in
      == 1 EPSV
      ! connect 198.51.100.7:21 connected
      ! close server
      ! note limit what=closed
    `,
    finds: { severity: 'info', confidence: 'likely' },
  },
  {
    name: 'stays silent about another 421',
    trace: '! connect 198.51.100.7:21 connected\n< 421 Service not available.\n! close server',
    finds: null,
  },
  {
    name: 'stays silent about the limit on unknown commands of vsftpd 3.0.4',
    trace: '! connect 198.51.100.7:21 connected\n< 220 ready\n> FOO\n< 500 Too many errors.',
    finds: null,
  },
  {
    name: 'stays silent about an idle timeout',
    trace: '! connect 198.51.100.7:21 connected\n< 220 ready\n< 421 Timeout.',
    finds: null,
  },
  {
    name: 'makes it a remark in evidence too, when an earlier session of the same client was in',
    trace: `
      ! connect 198.51.100.7:21 connected
      < 220 ready
      > USER alice
      < 230 in
      == 1 second
      ! connect 198.51.100.7:21 connected
      < ${perAddress}
    `,
    finds: { severity: 'info', evidence: perAddress },
  },
  {
    name: 'is an error when the earlier session was not in either',
    trace: `
      ! connect 198.51.100.7:21 connected
      < 220 ready
      == 1 second
      ! connect 198.51.100.7:21 connected
      < ${perAddress}
    `,
    finds: { severity: 'error' },
  },
  {
    name: 'stays silent when the run ended in a ban, which is another finding',
    trace: `
      ! connect 198.51.100.7:21 connected
      < 220 ready
      > USER alice
      < 230 in
      == 1 EPSV
      ! connect 198.51.100.7:21 timed-out 5000ms
      ! note limit what=timed-out
      ! note stopped why=blocked what=timed-out
    `,
    finds: null,
  },
  {
    name: 'reads the 425 of pyftpdlib 1.5.7, which counts data connections too',
    trace: publicSession + "> PASV\n< 425 Too many connections. Can't open data channel.\n",
    finds: { severity: 'error', owner: 'server' },
  },
];
