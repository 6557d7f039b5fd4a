/**
 * Process 1 of namespaces of its own (launch.ts): gives each file of a list to vsftpd, one after the other, and prints
 * what became of it, one JSON line a file. No address but loopback exists here, and no port is seen from outside.
 *
 * Usage: `workbench.ts VSFTPD CASES.json`, or `workbench.ts VSFTPD -v` for the version.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, openSync, closeSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { place, run } from '../world/machine.ts';
import { bench, type AgreementCase, type AgreementResult } from './case.ts';
import { visit } from './visit.ts';

const confFile = `${bench.folder}/vsftpd.conf`;
const sayFile = `${bench.folder}/descriptor0`;
/** Milliseconds that a server may take to listen or to give up; it takes about five. */
const patience = 3000;

/** A private /run, /srv and /etc, with an account whose home may be listed; /srv/ftp is where vsftpd's package, which is not installed, would put it. */
function furnish(): void {
  run(['ip', 'link', 'set', 'lo', 'up']);
  for (const top of ['/run', '/srv']) run(['mount', '-t', 'tmpfs', '-o', 'mode=755', 'tmpfs', top]);
  for (const folder of [`${bench.folder}/home`, `${bench.folder}/ftp`, '/run/vsftpd/empty', '/srv/ftp']) {
    mkdirSync(folder, { recursive: true });
  }
  run(['cp', '-a', '/etc', `${bench.folder}/etc`]);
  run(['mount', '--bind', `${bench.folder}/etc`, '/etc']);
  const hash = run(['openssl', 'passwd', '-6', '-stdin'], bench.password).trim();
  const passwd = readFileSync('/etc/passwd', 'utf8').replace(/^ftp:.*\n/m, '');
  const accounts = [
    `${bench.user}:x:2200:2200::${bench.folder}/home:/bin/sh`,
    `ftp:x:2201:2201::${bench.folder}/ftp:/bin/sh`,
  ];
  place('/etc/passwd', `${passwd}${accounts.join('\n')}\n`);
  place('/etc/shadow', `${readFileSync('/etc/shadow', 'utf8')}${bench.user}:${hash}:19000::::::\n`, 0o600);
  place('/etc/pam.d/vsftpd', 'auth required pam_unix.so\naccount required pam_unix.so\n');
  place('/etc/nsswitch.conf', 'passwd: files\ngroup: files\nshadow: files\nhosts: files\n');
  place('/etc/hosts', '127.0.0.1 localhost\n::1 localhost\n');
  place('/etc/resolv.conf', '');
  place('/etc/vsftpd.user_list', `${bench.user}\n`);
  place('/etc/vsftpd.chroot_list', '');
  run([
    'openssl',
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '2',
    '-subj',
    '/CN=bench',
    '-keyout',
    bench.certificate,
    '-out',
    `${bench.certificate}.crt`,
  ]);
  place(
    bench.certificate,
    readFileSync(bench.certificate, 'utf8') + readFileSync(`${bench.certificate}.crt`, 'utf8'),
  );
  run(['chown', '-R', '2200:2200', `${bench.folder}/home`]);
}

/** Ports that anybody listens on in this network namespace. */
function listeningPorts(): number[] {
  return ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) =>
    readFileSync(table, 'utf8')
      .split('\n')
      .map((row) => row.trim().split(/\s+/))
      .filter((columns) => columns[3] === '0A')
      .map((columns) => Number.parseInt((columns[1] ?? '').split(':').at(-1) ?? '', 16)),
  );
}

/** Ends every process of this namespace but this one, and waits until the ports are free. */
async function sweep(): Promise<void> {
  try {
    process.kill(-1, 'SIGKILL');
  } catch {
    // Nobody was left.
  }
  for (let waited = 0; listeningPorts().length > 0 && waited < patience; waited += 2) await sleep(2);
}

async function start(
  program: string,
  args: readonly string[],
): Promise<{ child: ChildProcess; port: number | null }> {
  const file = openSync(sayFile, 'w+');
  const child = spawn(program, args, { stdio: [file, 'ignore', 'ignore'], detached: true });
  closeSync(file);
  for (let waited = 0; waited < patience; waited += 1) {
    const [port] = listeningPorts();
    if (port !== undefined) return { child, port };
    if (child.exitCode !== null || child.signalCode !== null) {
      // A server that went to the background may not have bound its port yet.
      if (child.exitCode === 0) await sleep(50);
      return { child, port: listeningPorts()[0] ?? null };
    }
    await sleep(1);
  }
  return { child, port: null };
}

async function tryFile(program: string, one: AgreementCase): Promise<AgreementResult> {
  writeFileSync(confFile, Buffer.from(one.file, 'base64'));
  const { child, port } = await start(program, [confFile]);
  const nobody = { greeting: null, login: null, pasv: null, list: null };
  const visited = port !== null && one.client ? await visit(port) : nobody;
  const ended = child.exitCode ?? child.signalCode;
  await sweep();
  return { name: one.name, started: port !== null, ended, said: readFileSync(sayFile, 'latin1'), ...visited };
}

/**
 * What vsftpd's privileged process says when the process that serves the client is gone before it was told so: which of
 * the two speaks last is a race of its own (seen once in 739 files, on a busy machine), so the file is tried again.
 */
const lastWords = '500 OOPS: priv_sock_get_cmd';
const mostTries = 3;

async function settle(program: string, one: AgreementCase): Promise<AgreementResult> {
  for (let tries = 1; ; tries++) {
    const result = await tryFile(program, one);
    const { greeting, login, pasv, list } = result;
    if (tries === mostTries || ![greeting, login, pasv, list].includes(lastWords)) return result;
  }
}

const [program = '', argument = ''] = process.argv.slice(2);
furnish();
if (argument === '-v') {
  const { child } = await start(program, ['-v']);
  process.stdout.write(
    `${JSON.stringify({ ended: child.exitCode, said: readFileSync(sayFile, 'latin1') })}\n`,
  );
} else {
  const cases = JSON.parse(readFileSync(argument, 'utf8')) as readonly AgreementCase[];
  for (const one of cases) process.stdout.write(`${JSON.stringify(await settle(program, one))}\n`);
}
process.exit(0);
