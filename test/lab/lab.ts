import { existsSync } from 'node:fs';
import { cli, launch, missing } from './launch.ts';
import { address, urlOf, type NetworkPlan } from './scenario.ts';
import { scenarios } from './scenarios/index.ts';

/** `npm run lab -- [SCENARIO] [-- COMMAND…]`: one scenario by hand; the diagnosis where no command is given. */
const [name, ...rest] = process.argv.slice(2);
const command = rest[0] === '--' ? rest.slice(1) : rest;

function list(): string {
  const width = Math.max(...scenarios.map((scenario) => scenario.name.length));
  const lines = scenarios.map((scenario) => `  ${scenario.name.padEnd(width)}  ${scenario.summary}`);
  return [
    'npm run lab -- SCENARIO                  diagnose it',
    'npm run lab -- SCENARIO -- COMMAND…      run a command on its client machine; -- bash gives a shell there',
    '',
    ...lines,
    '',
  ].join('\n');
}

function addressOf(client: NetworkPlan['client'] = 'home'): string {
  return { home: address.client, public: address.home, 'server-lan': address.neighbour }[client];
}

function fail(line: string): never {
  process.stderr.write(`${line}\n`);
  process.exit(2);
}

if (name === undefined || name === '--help') {
  process.stdout.write(list());
  process.exit(0);
}
const scenario = scenarios.find((candidate) => candidate.name === name);
if (scenario === undefined) fail(`No scenario is named "${name}"; "npm run lab" lists them.`);
const lacking = missing();
if (lacking !== null) fail(lacking);
if (command.length === 0 && !existsSync(cli)) fail('dist/cli.cjs is missing: run "npm run build".');
if (command[0]?.endsWith('sh') === true) {
  process.stderr.write(
    `You are on ${addressOf(scenario.network?.client)}, the client. ` +
      'FTP_URL, FTP_USER and FTP_PASSWORD name the server; "ip netns exec server ss -tlnp" looks at the other side.\n',
  );
}
const diagnosis = [process.execPath, cli, urlOf(scenario), ...(scenario.options ?? [])];
const child = launch(
  command.length === 0 ? [name, 'show', ...diagnosis] : [name, 'run', ...command],
  'inherit',
);
// Ctrl-C is for the program on the client, which shares the terminal.
process.on('SIGINT', () => undefined);
child.once('exit', (code) => process.exit(code ?? 1));
