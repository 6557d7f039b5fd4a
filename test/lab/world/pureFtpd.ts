import { readFileSync } from 'node:fs';
import { address, type ServerPlan } from '../scenario.ts';
import type { KeyPair } from './certificates.ts';
import { place } from './machine.ts';
import { packaged, type ServerProgram } from './serverProgram.ts';

/** Where Debian's build looks for key and certificate, in one file. */
const keyFile = '/etc/ssl/private/pure-ftpd.pem';

/** Debian's Pure-FTPd, unpacked beside the others; the scenario's settings are its command-line options. */
export function pureFtpd(plan: ServerPlan, pair: KeyPair | null): ServerProgram {
  if (pair !== null)
    place(keyFile, readFileSync(pair.key, 'utf8') + readFileSync(pair.certificate, 'utf8'), 0o600);
  const options: Record<string, string | null> = {
    '-S': `,${address.controlPort}`,
    '-l': 'unix',
    '-H': '',
    ...(pair === null ? {} : { '-Y': '1' }),
    ...plan.set,
  };
  const words = Object.entries(options)
    .filter(([, value]) => value !== null)
    .flatMap(([option, value]) => (value === '' ? [option] : [option, String(value)]));
  return { command: [packaged('pure-ftpd', 'usr/sbin/pure-ftpd'), ...words], port: address.controlPort };
}
