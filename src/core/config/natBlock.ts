/** The complete blocks that make a server behind address translation work, as edits of its file. */
import type { RemedyEdit } from '../report/report.ts';
import type { PortRange } from '../trace/trace.ts';
import type { ConfLine } from './confFile.ts';
import { firstLine } from './confFile.ts';
import { readInetAddress } from './inetAddress.ts';
import type { ConfSettings } from './settings.ts';
import { boolOf, lastSetting, valueOf } from './settings.ts';

/** What a server outside its own network is told. */
export interface PublicSide {
  /** The address that clients connect to, or a host name that has it. */
  readonly address: string;
  readonly range: PortRange;
}

const set = (option: string, value: string): RemedyEdit => ({ op: 'set', option, value, file: null });
const remove = (option: string): RemedyEdit => ({ op: 'remove', option, file: null });

/** Started by inetd or a systemd socket: both listeners are off on purpose and stay so. */
function isSocketActivated(conf: ConfSettings): boolean {
  const explicit =
    lastSetting(conf, 'listen') !== undefined || lastSetting(conf, 'listen_ipv6') !== undefined;
  return explicit && boolOf(conf, 'listen') === false && boolOf(conf, 'listen_ipv6') === false;
}

/** The listener that `pasv_address` needs; nothing where it is right already or not ours to choose. */
function listenerEdits(conf: ConfSettings): RemedyEdit[] {
  if (isSocketActivated(conf)) return [];
  if (
    boolOf(conf, 'listen') === true &&
    boolOf(conf, 'listen_ipv6') === false &&
    lastSetting(conf, 'listen') !== undefined
  )
    return [];
  return [set('listen', 'YES'), set('listen_ipv6', 'NO')];
}

/** The options that these blocks decide on together. */
export const natBlockOptions: readonly string[] = [
  'listen',
  'listen_ipv6',
  'listen_address',
  'pasv_enable',
  'pasv_address',
  'pasv_addr_resolve',
  'pasv_min_port',
  'pasv_max_port',
];

/** Keeps only the edits that change something. */
export function needed(conf: ConfSettings, edits: readonly RemedyEdit[]): RemedyEdit[] {
  return edits.filter(({ op, option, value }) => {
    const setting = lastSetting(conf, option);
    return op === 'remove' ? setting !== undefined : setting?.value !== value || !setting?.accepted;
  });
}

/**
 * The block for a server whose public address is translated before it (EIP in ordinary mode, any 1:1 NAT): listener,
 * `pasv_address` and range together, because each fails without the others.
 */
export function serveOutsideNat(conf: ConfSettings, { address, range }: PublicSide): readonly RemedyEdit[] {
  const isName = readInetAddress(address) === null;
  const resolves = boolOf(conf, 'pasv_addr_resolve') === true;
  const keepsIpv6 = conf.flavour?.pasvAddressOnIpv6 === true;
  return needed(conf, [
    ...(keepsIpv6 ? [] : listenerEdits(conf)),
    ...(valueOf(conf, 'listen_address') === address ? [remove('listen_address')] : []),
    ...(boolOf(conf, 'pasv_enable') === false ? [set('pasv_enable', 'YES')] : []),
    ...(isName ? [set('pasv_addr_resolve', 'YES')] : resolves ? [set('pasv_addr_resolve', 'NO')] : []),
    set('pasv_address', address),
    set('pasv_min_port', String(range.from)),
    set('pasv_max_port', String(range.to)),
  ]);
}

/**
 * The block for a server whose public address is on an interface of its own (EIP in NIC-visible mode): vsftpd then names
 * the right address by itself, so `pasv_address` goes and only the range stays.
 */
export function serveOnNic(conf: ConfSettings, { address, range }: PublicSide): readonly RemedyEdit[] {
  const bound = valueOf(conf, 'listen_address');
  return needed(conf, [
    ...listenerEdits(conf),
    ...(bound == null || bound === address ? [] : [remove('listen_address')]),
    remove('pasv_address'),
    remove('pasv_addr_resolve'),
    ...(boolOf(conf, 'pasv_enable') === false ? [set('pasv_enable', 'YES')] : []),
    set('pasv_min_port', String(range.from)),
    set('pasv_max_port', String(range.to)),
  ]);
}

/** Where a file without `pasv_address` carries the hint about NAT: its listener or PASV lines, else its first line. Null where it has one, or a template fills it in. */
export function natHintLine(conf: ConfSettings): ConfLine | null {
  const named = lastSetting(conf, 'pasv_address')?.value ?? null;
  if (named !== null || conf.file.templateLines.some(({ content }) => content.includes('pasv_address')))
    return null;
  const places = ['pasv_min_port', 'pasv_max_port', 'pasv_enable', 'listen_ipv6', 'listen'];
  const setting = places.map((option) => lastSetting(conf, option)).find((found) => found !== undefined);
  return setting?.line ?? firstLine(conf.file);
}
