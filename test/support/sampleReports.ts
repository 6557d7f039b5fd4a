import { scopeOf } from '../../src/core/ftp/address.ts';
import type { ClientPrediction, Probe, Remedy, Report } from '../../src/core/report/report.ts';
import type { Mode } from '../../src/core/trace/trace.ts';
import {
  Script,
  attempt,
  client,
  eip,
  finding,
  inner,
  listed,
  nat,
  passiveText,
  probeBase,
  remedy,
  reportOf,
  session,
} from './eventScript.ts';

const clients: readonly ClientPrediction[] = [
  ['lftp', 'lftp ≥ 2.5.3', 'works', 'replaces the private address by the one it reached', null, null],
  ['winscp', 'WinSCP', 'works', 'replaces the private address by the one it reached', null, null],
  ['curl', 'curl', 'works', 'asks EPSV first, which carries no address', null, null],
  ['filezilla', 'FileZilla', 'works', 'replaces private addresses by default', null, null],
  ['tnftp', 'ftp (Debian tnftp)', 'works', 'asks EPSV first', null, null],
  ['vscode-sftp', 'vscode-sftp', 'slow', 'waits for the private address before it repairs', null, 3000],
  [
    'netkit',
    'ftp (RHEL netkit)',
    'fails',
    'believes the address in the 227',
    'ftp: connect: No route to host',
    null,
  ],
  ['wget', 'wget', 'fails', 'believes the address in the 227', 'No route to host.', null],
  ['explorer', 'Windows Explorer', 'fails', 'believes the address in the 227', null, null],
  ['php', 'PHP ftp_*', 'fails', 'believes the address in the 227', null, null],
].map(
  ([id, name, outcome, because, message, delayMs]) =>
    ({ id, name, outcome, because, message, delayMs, option: null }) as ClientPrediction,
);

const addressRemedies: readonly Remedy[] = [
  remedy({
    id: 'vsftpd-pasv-address',
    title: 'Tell vsftpd its public address',
    target: 'vsftpd',
    apply: 'restart',
    steps: [
      `In vsftpd.conf set:\nlisten=YES\nlisten_ipv6=NO\npasv_address=${eip}\npasv_min_port=21000\npasv_max_port=21999`,
      'Restart vsftpd:\nsystemctl restart vsftpd',
      'Check that the security group lets TCP 21000–21999 in.',
    ],
    edits: [
      { op: 'set', option: 'listen', value: 'YES', file: null },
      { op: 'set', option: 'listen_ipv6', value: 'NO', file: null },
      { op: 'set', option: 'pasv_address', value: eip, file: null },
    ],
    reference: 'https://security.appspot.com/vsftpd/vsftpd_conf.html',
  }),
  remedy({
    id: 'aliyun-eip-visible',
    title: 'Make the EIP visible on the network card',
    target: 'cloud',
    alternative: true,
    steps: ['In the Alibaba Cloud console bind the EIP to a secondary ENI in “EIP visible” mode.'],
    reference: 'https://help.aliyun.com/document_detail/98641.html',
  }),
  remedy({
    id: 'client-repair',
    title: 'Until then use a client that repairs the address',
    target: 'client',
    group: 'meanwhile',
    steps: ['lftp does so by itself:\nlftp -u ftpuser_1 ftp://123.56.241.199:2100'],
  }),
];

/** The fault of the seed: the 227 names the server's private address behind a one-to-one NAT. */
export function seedReport(samples = 5): Report {
  const script = new Script();
  script.note('session', { purpose: 'survey, PASV' }, 'survey, PASV');
  script.connect({ address: eip, port: 2100 }, 'connected', 31);
  script.survey();
  const command = script.command('PASV');
  const reply = script.reply(passiveText(inner, 21485));
  const dead = script.dial(
    'advertised',
    { address: inner, port: 21485 },
    'unreachable',
    3.1,
    'EHOSTUNREACH',
    'eth0',
  );
  const alive = script.dial('control-peer', { address: eip, port: 21485 }, 'connected', 31);
  script.list();
  for (let index = 0; index < samples; index += 1) {
    const port = 21100 + index * 137;
    script.ask('PASV', passiveText(inner, port));
    script.dial('control-peer', { address: eip, port }, 'connected', 30 + index);
  }
  script.ask('QUIT', '221 Goodbye.');
  script.close();
  script.session(1).note('session', { purpose: 'EPSV' }, 'EPSV');
  script.connect({ address: eip, port: 2100 }, 'connected', 30);
  script.login();
  const epsv = script.command('EPSV');
  script.reply('229 Entering Extended Passive Mode (|||21746|).');
  const epsvDial = script.dial('control-peer', { address: eip, port: 21746 }, 'connected', 30);
  script.list();
  script.ask('QUIT', '221 Goodbye.');
  script.session(2).note('session', { purpose: 'PORT, EPRT' }, 'PORT, EPRT');
  script.connect({ address: eip, port: 2100 }, 'connected', 32);
  script.login();
  const port = script.command('PORT 192,168,0,130,156,65');
  const refusal = script.reply('500 Illegal PORT command.');
  const eprt = script.command('EPRT |1|192.168.0.130|40001|');
  script.reply('500 Illegal EPRT command.');
  script.ask('QUIT', '221 Goodbye.');
  const advertised = { address: inner, port: 21485, scope: scopeOf(inner) };
  const probes: Probe[] = [
    {
      ...probeBase,
      id: 0,
      mode: 'PASV',
      session: 0,
      outcome: 'failed',
      reply: passiveText(inner, 21485),
      advertised,
      attempts: [
        attempt({
          as: 'advertised',
          address: inner,
          port: 21485,
          outcome: 'unreachable',
          ms: 3.1,
          errno: 'EHOSTUNREACH',
          via: 'eth0',
          event: dead,
        }),
        attempt({
          as: 'control-peer',
          address: eip,
          port: 21485,
          outcome: 'connected',
          ms: 31,
          event: alive,
        }),
      ],
      transfer: listed,
      events: [command, reply, dead, alive],
    },
    {
      ...probeBase,
      id: 1,
      mode: 'EPSV',
      session: 1,
      outcome: 'ok',
      reply: '229 Entering Extended Passive Mode (|||21746|).',
      advertised: { address: eip, port: 21746, scope: 'public' },
      attempts: [
        attempt({
          as: 'control-peer',
          address: eip,
          port: 21746,
          outcome: 'connected',
          ms: 30,
          event: epsvDial,
        }),
      ],
      transfer: listed,
      events: [epsv, epsv + 1, epsvDial],
    },
    ...(['PORT', 'EPRT'] as const).map((mode: Mode, index) => ({
      ...probeBase,
      id: 2 + index,
      mode,
      session: 2,
      outcome: 'failed' as const,
      reply: `500 Illegal ${mode} command.`,
      sent: { address: client, port: 40001 },
      attempts: [],
      events: mode === 'PORT' ? [port, refusal] : [eprt, eprt + 1],
    })),
  ];
  return reportOf(script.events, {
    verdict: 'The server sends clients to an address that only its own network can reach.',
    control: { ...reportOf([]).control, serverAddress: { address: inner, from: '227' } },
    sessions: [session(0, 'survey, PASV', 54654), session(1, 'EPSV', 54660), session(2, 'PORT, EPRT', 54662)],
    probes,
    findings: [
      finding({
        id: 'pasv-private-address',
        severity: 'error',
        title: `PASV answers with the private address ${inner}`,
        explanation: `The server stands behind a one-to-one NAT (an EIP): it knows itself as ${inner}, clients reach it at ${eip}. Its 227 reply carries the address it knows, and a client that believes it dials an address with no route. The same port answers at ${eip}, so nothing else is wrong with passive mode.`,
        owner: 'server',
        evidence: [reply, dead, alive],
        remedies: addressRemedies,
      }),
      finding({
        id: 'port-command-rejected',
        severity: 'warning',
        confidence: 'likely',
        title: 'PORT is refused: you are behind NAT',
        explanation: `PORT names ${client}, but the server sees ${nat}. A server that guards against bounce attacks refuses an address that is not the one it sees.`,
        owner: 'client-network',
        evidence: [refusal, port],
        alternatives: [
          {
            text: 'The server has active mode switched off.',
            tellApart: `It would also refuse PORT with ${nat}.`,
          },
        ],
        nextSteps: ['Use passive mode.'],
      }),
    ],
    clients,
  });
}

/** Nothing wrong: public address in the 227, everything works. */
export function healthyReport(): Report {
  const script = new Script();
  script.note('session', { purpose: 'survey, PASV' }, 'survey, PASV');
  script.connect({ address: eip, port: 2100 }, 'connected', 31);
  script.survey();
  const command = script.command('PASV');
  const reply = script.reply(passiveText(eip, 21485));
  const dial = script.dial('advertised', { address: eip, port: 21485 }, 'connected', 31);
  script.list();
  script.ask('QUIT', '221 Goodbye.');
  script.close();
  const attempts = [
    attempt({ as: 'advertised', address: eip, port: 21485, outcome: 'connected', ms: 31, event: dial }),
  ];
  const base = {
    ...probeBase,
    session: 0,
    outcome: 'ok',
    attempts,
    transfer: listed,
    events: [command, reply, dial],
  } as const;
  return reportOf(script.events, {
    verdict: 'Nothing is wrong: listings came through PASV and EPSV.',
    control: { ...reportOf([]).control, local: client, seenAs: client },
    sessions: [{ ...session(0, 'survey, PASV', 54654), seenAs: client }],
    probes: [
      {
        ...base,
        id: 0,
        mode: 'PASV',
        reply: passiveText(eip, 21485),
        advertised: { address: eip, port: 21485, scope: 'public' },
      },
      {
        ...base,
        id: 1,
        mode: 'EPSV',
        reply: '229 (|||21485|)',
        advertised: { address: eip, port: 21485, scope: 'public' },
      },
    ],
    findings: [
      finding({
        id: 'healthy',
        severity: 'info',
        title: 'Everything that was tried works',
        explanation: '136 bytes moved. No upload was tried.',
        owner: 'server',
        evidence: [reply],
      }),
    ],
    clients: clients.map((each) => ({
      ...each,
      outcome: 'works',
      because: 'nothing stands in its way',
      message: null,
      delayMs: null,
    })),
  });
}

/** A long session: the seed's with samples until there are about `count` events. */
export function hugeReport(count = 10_000): Report {
  const report = seedReport(Math.ceil((count - 60) / 3));
  return { ...report, verdict: `${report.verdict} (${report.events.length} events)` };
}
