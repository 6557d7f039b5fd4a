/**
 * The first process of a world in which the whole loop runs: the seed's network with its real vsftpd, and a real VS Code
 * on the client's machine, which diagnoses the server, mends its file and asks for what only the world can do.
 * Usage: `world.ts EDITOR-VERSION`. Exit status of the suite in the extension host.
 */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { account, address, labFolder } from '../lab/scenario.ts';
import { scenarioNamed } from '../lab/scenarios/index.ts';
import { vsftpdConf } from '../lab/world/vsftpd.ts';
import { World } from '../lab/world/world.ts';
import { handSocket, type HandAnswer, type HandRequest } from './hand.ts';

const root = join(import.meta.dirname, '..', '..');
const folder = `${labFolder}/editor`;

function tnftp(): string[] {
  const typed = `epsv4\\nuser ${account.user} ${account.password}\\nls\\nbye\\n`;
  const command = `printf '${typed}' | timeout 25 tnftp -n -v -i -p ${address.eip} ${address.controlPort}`;
  return ['sh', '-c', command];
}

async function answer(world: World, request: HandRequest): Promise<HandAnswer> {
  switch (request.ask) {
    case 'restart':
      await world.restart();
      return { output: '' };
    case 'strict-client': {
      const { stdout, stderr } = await world.runOnClient(tnftp());
      return { output: `${stdout}\n${stderr}` };
    }
    case 'pasv-probe': {
      const cli = join(root, 'dist', 'cli.cjs');
      const words = [process.execPath, cli, world.url, '--mode', 'pasv', '--json'];
      return { output: (await world.runOnClient(words)).stdout };
    }
    case 'script': {
      const [file, script] = [`${labFolder}/scripted.conf`, `${labFolder}/mend.sh`];
      writeFileSync(file, request.text);
      writeFileSync(script, request.script);
      // The lab's machines have no service manager; the world restarts the server itself.
      const output = world.machines.server.run(['env', 'NO_RESTART=1', 'sh', script, file]);
      return { output, text: readFileSync(file, 'utf8') };
    }
  }
}

function serve(world: World, socket: Socket): void {
  let text = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    if (!text.endsWith('\n')) return;
    answer(world, JSON.parse(text) as HandRequest)
      .catch((error: unknown) => ({ error: error instanceof Error ? error.message : String(error) }))
      .then((result) => socket.end(JSON.stringify(result)))
      .catch(() => socket.destroy());
  });
  socket.on('error', () => undefined);
}

/** The editor's executable, started on the client's machine: browser, server and extension host see its network alone. */
function editorOnClient(world: World): string {
  const code = join(root, 'test', 'host', 'editor', 'code');
  const command = world.machines.client.command([process.execPath, code]);
  const file = `${labFolder}/code`;
  writeFileSync(file, `#!/bin/sh\nexec ${command.map((word) => `'${word}'`).join(' ')} "$@"\n`, {
    mode: 0o755,
  });
  return file;
}

async function main(version: string): Promise<void> {
  const world = await World.build(scenarioNamed('seed-eip-normal'));
  copyFileSync(vsftpdConf, `${labFolder}/vsftpd.conf.before`);
  const hand = createServer((socket) => serve(world, socket));
  await new Promise<void>((resolve) => hand.listen(handSocket, resolve));
  await runTests({
    vscodeExecutablePath: editorOnClient(world),
    extensionDevelopmentPath: root,
    extensionTestsPath: join(root, '.tsbuild', 'host', 'loop.cjs'),
    launchArgs: [labFolder, `--user-data-dir=${folder}/data`, `--extensions-dir=${folder}/extensions`],
    extensionTestsEnv: {
      FTP_DIAGNOSE_HOST_VERSION: version,
      FTP_DIAGNOSE_HOST_SETTINGS: '{}',
      HOME: folder,
    },
  });
}

try {
  await main(process.argv[2] ?? 'newest');
  process.exit(0);
} catch (error) {
  process.stderr.write(`loop: ${error instanceof Error ? error.message : String(error)}\n`, () =>
    process.exit(1),
  );
}
