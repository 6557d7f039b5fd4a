import type { Report } from '../../src/core/report/report.ts';
import { Script, attempt, eip, finding, passiveText, probeBase, remedy, reportOf } from './eventScript.ts';

/** The address is right, the passive ports are dropped by a firewall. */
export function portsBlockedReport(): Report {
  const script = new Script();
  script.note('session', { purpose: 'survey, PASV' }, 'survey, PASV');
  script.connect({ address: eip, port: 2100 }, 'connected', 31);
  script.survey();
  const command = script.command('PASV');
  const reply = script.reply(passiveText(eip, 21485));
  const dead = script.dial('advertised', { address: eip, port: 21485 }, 'timed-out', 5000, 'ETIMEDOUT');
  script.command('EPSV');
  const second = script.reply('229 Entering Extended Passive Mode (|||21520|).');
  const silent = script.dial('control-peer', { address: eip, port: 21520 }, 'timed-out', 5000, 'ETIMEDOUT');
  script.ask('QUIT', '221 Goodbye.');
  script.close();
  const attempts = [
    attempt({
      as: 'advertised',
      address: eip,
      port: 21485,
      outcome: 'timed-out',
      ms: 5000,
      errno: 'ETIMEDOUT',
      event: dead,
    }),
  ];
  const epsvAttempts = [
    attempt({
      as: 'control-peer',
      address: eip,
      port: 21520,
      outcome: 'timed-out',
      ms: 5000,
      errno: 'ETIMEDOUT',
      event: silent,
    }),
  ];
  const base = { ...probeBase, session: 0, outcome: 'failed' } as const;
  return reportOf(script.events, {
    verdict: 'The server opens its passive ports, but a firewall in front of it drops them.',
    probes: [
      {
        ...base,
        id: 0,
        mode: 'PASV',
        reply: passiveText(eip, 21485),
        advertised: { address: eip, port: 21485, scope: 'public' },
        attempts,
        events: [command, reply, dead],
      },
      {
        ...base,
        id: 1,
        mode: 'EPSV',
        reply: '229',
        advertised: { address: eip, port: 21520, scope: 'public' },
        attempts: epsvAttempts,
        events: [second, silent],
      },
      {
        ...base,
        id: 2,
        mode: 'PORT',
        outcome: 'skipped',
        reason: 'time',
        reply: null,
        attempts: [],
        events: [],
      },
    ],
    findings: [
      finding({
        id: 'pasv-ports-blocked',
        severity: 'error',
        title: 'No passive port answers',
        explanation:
          'The 227 names the address that was reached, but neither its port nor EPSV’s answers within 5 s: packets are dropped on the way.',
        owner: 'server-network',
        evidence: [dead, reply, silent],
        remedies: [
          remedy({
            id: 'security-group',
            title: 'Let the passive range in',
            target: 'security-group',
            group: 'ports',
            steps: ['Add a rule: TCP, ports 21000–21999, from 0.0.0.0/0.'],
          }),
        ],
      }),
    ],
  });
}

/** Nothing answers at any address. */
export function unreachableReport(): Report {
  const script = new Script();
  const resolve = script.add(12, {
    kind: 'resolve',
    channel: 'control',
    from: 'local',
    host: 'ftp.example.com',
    outcome: 'ok',
    addresses: ['203.0.113.9', '2001:db8::9'],
    text: '203.0.113.9 2001:db8::9',
  });
  const first = script.connect({ address: '203.0.113.9', port: 21 }, 'timed-out', 5000);
  const second = script.connect({ address: '2001:db8::9', port: 21 }, 'unreachable', 0.4);
  return reportOf(script.events, {
    complete: false,
    stopped: 'closed',
    source: { kind: 'probe', target: 'ftp://ftp.example.com:21' },
    verdict: 'No address of ftp.example.com accepts a connection on port 21.',
    control: {
      ...reportOf([]).control,
      host: 'ftp.example.com',
      port: 21,
      peer: null,
      local: null,
      seenAs: null,
      banner: null,
      server: { product: 'unknown', version: null },
    },
    sessions: [],
    findings: [
      finding({
        id: 'control-unreachable',
        severity: 'error',
        title: 'ftp.example.com cannot be reached',
        explanation: '203.0.113.9 does not answer within 5 s; 2001:db8::9 has no route from here.',
        owner: 'path',
        confidence: 'likely',
        evidence: [first, second, resolve],
        nextSteps: ['Check host and port.', 'Try from another network.'],
      }),
    ],
  });
}

/** A wrong password; the banner tries its luck with markup, control and bidi characters. */
export function hostileReport(): Report {
  const script = new Script();
  script.note('session', { purpose: 'survey, PASV' }, 'survey, PASV');
  script.connect({ address: eip, port: 2100 }, 'connected', 31);
  script.reply('220 <img src=x onerror=alert(1)> \u001b[31mred\u001b[0m \u202egnp.exe \u200bzero', 8200);
  script.ask('USER ftpuser_1', '331 Password?');
  script.command('PASS ****');
  const refusal = script.reply('530 <b>Login</b> incorrect.\u0007', 3100);
  script.close('server');
  return reportOf(script.events, {
    complete: false,
    stopped: 'login',
    verdict: 'The server refuses this user or password.',
    findings: [
      finding({
        id: 'login-failed',
        severity: 'error',
        title: 'The login is refused',
        explanation: 'The server answered 530 to the password.',
        owner: 'client',
        evidence: [refusal],
        alternatives: [
          {
            text: 'The user is not allowed in (userlist).',
            tellApart: 'Then 530 comes before the password.',
          },
        ],
      }),
    ],
  });
}
