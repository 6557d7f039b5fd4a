import { createNetwork } from '../core/node/createNetwork.ts';
import { nodeTransport } from '../core/node/nodeTransport.ts';
import { thisMachine } from '../core/node/thisMachine.ts';
import { exitStatus, type Invocation } from './command.ts';
import { readServerConfig } from './configFile.ts';
import { readInput } from './files.ts';
import { readSettings, runLive } from './liveRun.ts';
import { nearest } from './nearest.ts';
import { emit, planOutput } from './output.ts';
import { findPassword } from './password.ts';
import { readTarget } from './targetArgument.ts';
import { UsageError } from './usageError.ts';
import { readAddress, readFamily, readNumber, readRange } from './values.ts';

function oneUrl({ args, t }: Invocation): string {
  const [url, ...rest] = args.positionals;
  if (url === undefined) {
    throw new UsageError(
      t(
        'Nothing to diagnose: give a URL (ftp-diagnose ftp://user@host), or try ftp-diagnose practice eip-normal.',
      ),
    );
  }
  const meant = url.includes(':') ? null : nearest(url, ['explain', 'practice', 'help', 'version']);
  if (meant !== null) throw new UsageError(t('Unknown command; did you mean "{meant}"?', { meant }));
  if (rest.length > 0) {
    throw new UsageError(t('One URL at a time; leave out what follows it, and begin options with --.'));
  }
  return url;
}

async function readCa({ args, t }: Invocation): Promise<string | null> {
  const path = args.value('ca');
  if (path === null) return null;
  const text = new TextDecoder().decode(await readInput(path, '--ca', t));
  if (!text.includes('-----BEGIN CERTIFICATE-----')) {
    throw new UsageError(
      t(
        'Cannot read --ca "{path}": there is no certificate in it; PEM begins with -----BEGIN CERTIFICATE-----.',
        {
          path,
        },
      ),
    );
  }
  return text;
}

/** `ftp-diagnose URL`: diagnoses a server. */
export async function diagnoseCommand(invocation: Invocation): Promise<number> {
  const { terminal, args, t } = invocation;
  const { target, password: fromUrl } = readTarget(oneUrl(invocation), args.value('user'), t);
  const settings = {
    ...readSettings(invocation, 5),
    ...(await readServerConfig(args, t)),
    activeAddress: readAddress(args, t, 'active-address'),
    activePorts: readRange(args, t, 'active-ports'),
  };
  const family = readFamily(args, t, target.host);
  const hold = readNumber(args, t, 'hold', { from: 1, to: 86_400 });
  const ca = await readCa(invocation);
  const output = planOutput(args, t);
  const fromStdin = args.has('password-stdin');
  const password = await findPassword(terminal, { user: target.user, fromUrl, fromStdin }, t);
  const { report, interrupted } = await runLive(invocation, {
    target,
    network: createNetwork(nodeTransport()),
    options: {
      kind: 'probe',
      settings,
      family,
      holdMs: hold === null ? null : hold * 1000,
      ca,
      password,
      vantage: thisMachine(null),
    },
  });
  await emit(terminal, output, { reports: [report], omitted: null }, t);
  if (interrupted !== null) return interrupted;
  const faulty = report.findings.some(({ severity }) => severity === 'error');
  return faulty ? exitStatus.fault : exitStatus.fine;
}
