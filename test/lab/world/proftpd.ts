import { address, labFolder, type ServerPlan } from '../scenario.ts';
import type { KeyPair } from './certificates.ts';
import { place } from './machine.ts';
import { packaged, type ServerProgram } from './serverProgram.ts';

/** Debian's template without its folders and modules, and with system accounts read straight from the lab's /etc. */
const plain: Readonly<Record<string, string>> = {
  ServerName: '"Debian"',
  ServerType: 'standalone',
  DefaultServer: 'on',
  Port: String(address.controlPort),
  UseIPv6: 'on',
  User: 'nobody',
  Group: 'nogroup',
  MaxInstances: '30',
  TimeoutNoTransfer: '600',
  TimeoutStalled: '600',
  TimeoutIdle: '1200',
  AuthOrder: 'mod_auth_unix.c',
  RequireValidShell: 'off',
  UseReverseDNS: 'off',
  DelayEngine: 'off',
  WtmpLog: 'off',
  TransferLog: 'none',
  SystemLog: `${labFolder}/proftpd.log`,
  PidFile: '/run/proftpd/proftpd.pid',
  ScoreboardFile: '/run/proftpd/proftpd.scoreboard',
};

/** Debian's ProFTPD, unpacked beside the others, with the scenario's directives. */
export function proftpd(plan: ServerPlan, pair: KeyPair | null): ServerProgram {
  const modules = packaged('proftpd', 'usr/lib/proftpd');
  const tls =
    pair === null
      ? {}
      : {
          LoadModule: 'mod_tls.c',
          TLSEngine: 'on',
          TLSProtocol: 'TLSv1.2 TLSv1.3',
          TLSLog: `${labFolder}/tls.log`,
          TLSRSACertificateFile: pair.certificate,
          TLSRSACertificateKeyFile: pair.key,
        };
  const directives: Record<string, string | null> = { ModulePath: modules, ...tls, ...plain, ...plan.set };
  const file = `${labFolder}/proftpd.conf`;
  const lines = Object.entries(directives).filter(([, value]) => value !== null);
  place(file, lines.map((line) => line.join(' ') + '\n').join('') + (plan.further ?? ''));
  return {
    command: [packaged('proftpd', 'usr/sbin/proftpd'), '--nodaemon', '--config', file],
    port: address.controlPort,
  };
}
