import { isIPv4 } from '../../ftp/address.ts';
import type { SocketAddress } from '../../trace/event.ts';
import type { FactDraft } from './hostFact.ts';

/** Services that tcpdump writes by name when -n is left out. */
const names: ReadonlyMap<string, number> = new Map([
  ['ftp', 21],
  ['ftp-data', 20],
  ['ssh', 22],
  ['http', 80],
  ['https', 443],
]);

function socketAddress(address: string, port: string): SocketAddress | null {
  const number = /^\d{1,5}$/.test(port) ? Number(port) : names.get(port);
  return isIPv4(address) && number !== undefined ? { address, port: number } : null;
}

const line =
  /^\s{0,4}(?:\d{4}-\d\d-\d\d )?(?:\d\d:\d\d:\d\d\.\d{1,9} )?(?:[\w.-]{1,16} {1,4}(In|Out) {1,4})?IP (\d{1,3}(?:\.\d{1,3}){3})\.([\w-]{1,20}) > (\d{1,3}(?:\.\d{1,3}){3})\.([\w-]{1,20}): (?:Flags \[([A-Z.]{1,6})\]|([SFPRWE.]{1,6})(?: |,))/;

/** A TCP segment that tcpdump printed as text; null for any other line. */
export function readPacketLine(text: string): FactDraft | null {
  const match = line.exec(text);
  if (match === null) return null;
  const [, direction, fromAddress = '', fromPort = '', toAddress = '', toPort = '', modern, old] = match;
  const from = socketAddress(fromAddress, fromPort);
  const to = socketAddress(toAddress, toPort);
  if (from === null || to === null) return null;
  const flags = modern ?? old ?? '';
  const acknowledged =
    flags.includes('.') || /\back \d/.test(text.slice(match[0].length, match[0].length + 60));
  return {
    kind: 'segment',
    from,
    to,
    arrives: direction === 'In',
    flags: flags.includes('S') ? (acknowledged ? 'syn-ack' : 'syn') : flags.includes('R') ? 'reset' : 'other',
  };
}
