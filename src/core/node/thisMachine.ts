import { hostname } from 'node:os';
import type { Vantage } from '../trace/trace.ts';
import { nodeTransport } from './nodeTransport.ts';

/** The machine that this program runs on, without its loopback addresses; `remote` is VS Code's name for it. */
export function thisMachine(remote: string | null): Vantage {
  return {
    host: hostname(),
    addresses: nodeTransport()
      .ownAddresses()
      .filter((address) => !address.startsWith('127.') && address !== '::1'),
    platform: process.platform,
    remote,
  };
}
