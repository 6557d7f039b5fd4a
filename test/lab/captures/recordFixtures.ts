import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchAlone, resultOf } from '../launch.ts';

/** `npm run captures:record` records the captures of test/fixtures/captures/lab anew, as root, one client a scenario. */

/** Scenario, client, its option, and the ends that are kept. */
const recordings = [
  ['seed-eip-normal', 'wget', null, ['client', 'server']],
  ['seed-eip-normal', 'lftp', null, ['client']],
  ['range-dropped', 'curl', '--disable-epsv', ['client', 'server']],
  ['range-rejected-reset', 'curl', '--disable-epsv', ['client']],
  ['range-rejected-host-prohibited', 'curl', '--disable-epsv', ['client', 'server']],
  ['helper-cloud', 'wget', null, ['client', 'server']],
  ['helper-home', 'curl', '--ftp-port -', ['client', 'server']],
  ['active-public', 'curl', '--ftp-port -', ['client']],
  ['active-blocked', 'curl', '--ftp-port -', ['client', 'server']],
  ['two-public-addresses', 'curl', '--disable-epsv', ['server']],
  ['mtu-black-hole', 'lftp', null, ['client', 'server']],
  ['ipv6-only', 'curl', null, ['client']],
  ['tls-seed', 'curl', null, ['client']],
  ['tls-explicit', 'lftp', null, ['client']],
  ['proftpd-private', 'wget', null, ['client']],
] as const;

const folder = new URL('../../fixtures/captures/lab/', import.meta.url).pathname;
mkdirSync(folder, { recursive: true });
for (const [scenario, profile, option, ends] of recordings) {
  const work = mkdtempSync(join(tmpdir(), 'ftp-record-'));
  const main = new URL('fixture.ts', import.meta.url).pathname;
  const words = option === null ? [profile] : [profile, option];
  await resultOf(launchAlone(main, [scenario, work, ...words], ['ignore', 'pipe', 'pipe']), scenario);
  for (const end of ends)
    copyFileSync(join(work, `${end}.pcap`), join(folder, `${scenario}-${profile}-${end}.pcap`));
  rmSync(work, { recursive: true });
  console.log(`${scenario}, ${profile}`);
}
