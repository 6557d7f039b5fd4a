/**
 * The first process of a world in which one server becomes two: the first vsftpd keeps IPv6, a second one serves IPv4
 * with `pasv_address`, each from the file that the product writes for it. Prints what a diagnosis of each finds.
 * Usage: `second.ts CLI`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { secondInstance } from '../../src/core/config/diagnosed/secondInstance.ts';
import { applyEdits } from '../../src/core/config/edit.ts';
import { flavourNamed } from '../../src/core/config/flavour.ts';
import { readConf } from '../../src/core/config/settings.ts';
import { createTranslate } from '../../src/core/l10n.ts';
import type { Report } from '../../src/core/report/report.ts';
import { account, address, labFolder } from './scenario.ts';
import { scenarioNamed } from './scenarios/index.ts';
import { packaged, startServer } from './world/serverProgram.ts';
import { vsftpdConf } from './world/vsftpd.ts';
import { answerFirst } from './world/firstProcess.ts';
import { World } from './world/world.ts';

/** What the two servers came to: findings above info, and the outcome of each mode. */
export interface Seconded {
  readonly ipv4: Outcome;
  readonly ipv6: Outcome;
}

interface Outcome {
  readonly modes: Readonly<Record<string, string>>;
  readonly alarms: readonly string[];
}

async function diagnose(world: World, cli: string, host: string): Promise<Outcome> {
  const url = `ftp://${account.user}@${host}:${address.controlPort}`;
  const words = [process.execPath, cli, url, '--mode', 'pasv,epsv', '--json', '--timeout', '3'];
  const report = JSON.parse((await world.runOnClient(words)).stdout) as Report;
  return {
    modes: Object.fromEntries(report.probes.map(({ mode, outcome }) => [mode, outcome])),
    alarms: report.findings.filter(({ severity }) => severity !== 'info').map(({ id }) => id),
  };
}

async function main(cli: string): Promise<Seconded> {
  const world = await World.build(scenarioNamed('stock-mended'));
  const first = readFileSync(vsftpdConf, 'utf8');
  const conf = readConf(first, flavourNamed('3.0.3-debian') ?? null);
  const side = { address: address.eip, range: { from: 50000, to: 50100 } };
  const { edits, text } = secondInstance(conf, side, address.server6, createTranslate());
  writeFileSync(vsftpdConf, applyEdits(first, edits).text);
  const file = `${labFolder}/vsftpd-ipv4.conf`;
  writeFileSync(file, text);
  await world.restart();
  await startServer(world.machines.server, {
    command: [packaged('vsftpd', 'usr/sbin/vsftpd'), file],
    port: address.controlPort,
  });
  return {
    ipv4: await diagnose(world, cli, address.eip),
    ipv6: await diagnose(world, cli, `[${address.server6}]`),
  };
}

await answerFirst(() => main(process.argv[2] ?? ''));
