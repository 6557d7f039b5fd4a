import type { RuleTable } from '../../support/ruleTable.ts';

export const cases: RuleTable = [
  {
    name: 'recognises an SSH server by its first line',
    trace: '! connect 198.51.100.7:22 connected\n! stray "SSH-2.0-OpenSSH_9.2p1"\n! close client',
    finds: {
      severity: 'error',
      confidence: 'proven',
      owner: 'client',
      says: ['SSH answers', 'SSH-2.0-OpenSSH'],
    },
  },
  {
    name: 'shows the first line of a protocol that it does not know',
    trace: '! connect 198.51.100.7:22 connected\n! stray "hello from nowhere"\n! close server',
    finds: { severity: 'error', confidence: 'likely', says: ['does not speak FTP', 'hello from nowhere'] },
  },
  {
    name: 'recognises a mail server although its greeting begins with 220',
    trace:
      '! connect 198.51.100.7:25 connected\n< 220 mail.example.net ESMTP Postfix\n> USER alice\n< 502 5.5.2 Error: command not recognized',
    finds: { confidence: 'proven', owner: 'client', says: ['SMTP answers on this port', 'ESMTP Postfix'] },
  },
  {
    name: 'recognises a mail server that turns the client away',
    trace: '! connect 198.51.100.7:25 connected\n< 554 mail.example.net ESMTP not accepting messages',
    finds: { says: ['SMTP'] },
  },
  {
    name: 'says how long a silent port was waited for, and that a ClientHello got no answer either',
    trace: `
      ! connect 198.51.100.7:21 connected
      == 1 ClientHello
      ! connect 198.51.100.7:21 connected
      ! tls failed ETIMEDOUT
      == 0 survey, PASV
      ! note silence waitedFor=greeting 15000ms
    `,
    finds: {
      severity: 'error',
      confidence: 'likely',
      owner: 'server',
      says: ['15 s', 'TLS handshake'],
      alternatives: 3,
    },
  },
  {
    name: 'recognises a web server that answers the ClientHello',
    trace: `
      ! connect 198.51.100.7:80 connected
      ! note silence waitedFor=greeting 15000ms
      == 1 ClientHello
      ! connect 198.51.100.7:80 connected
      ! tls failed clear "HTTP/1.1 400 Bad Request"
    `,
    finds: { confidence: 'proven', says: ['HTTP answers on this port'] },
  },
  {
    name: 'stays silent when an FTP server greets late',
    trace: `
      ! connect 198.51.100.7:21 connected
      ! note silence waitedFor=greeting 15000ms
      < 220 ready
    `,
    finds: null,
  },
  {
    name: 'stays silent about an odd line before a proper greeting',
    trace: `
      ! connect 198.51.100.7:21 connected
      ! stray "Warning: authorised use only"
      < 220 ready
    `,
    finds: null,
  },
  {
    name: 'leaves a port with implicit TLS to the finding on that',
    trace: `
      ! connect 198.51.100.7:990 connected
      ! note silence waitedFor=greeting 5000ms
      == 1 ClientHello
      ! connect 198.51.100.7:990 connected
      ! tls ok TLSv1.3
    `,
    finds: null,
  },
  {
    name: 'stays silent about an ordinary server whose name sounds like mail',
    trace:
      '! connect 198.51.100.7:21 connected\n< 220 eximia.example.net FTP server ready\n> USER alice\n< 331 password',
    finds: null,
  },
  {
    name: 'stays silent about odd lines of a server that lets the user in',
    trace: `
      ! connect 198.51.100.7:21 connected
      ! stray "SSH-2.0 is over there"
      < 220 ready
      > USER alice
      < 230 in
    `,
    finds: null,
  },
  {
    name: 'stays silent about silence later in the session',
    trace: '! connect 198.51.100.7:21 connected\n! note silence waitedFor=PASV 5000ms',
    finds: null,
  },
];
