/** Who built a vsftpd; Ubuntu counts as Debian, RHEL and its rebuilds as Fedora: they share the patches that matter here. */
export type Vendor = 'upstream' | 'debian' | 'fedora' | 'opensuse';

/** How one build of vsftpd reads its file, as far as builds differ. */
export interface Flavour {
  /** What `--for` and the editor's setting take, `3.0.3-debian`. */
  readonly id: string;
  readonly label: string;
  readonly version: string;
  readonly vendor: Vendor;
  /** `all`: blanks around names and values are dropped (Debian bug 950584); `strings`: around string values only. */
  readonly trims: 'none' | 'strings' | 'all';
  /** What a string value of nothing but blanks does. */
  readonly blankString: 'kept' | 'unset' | 'crash';
  /** Whether PASV prints `pasv_address` on an IPv6 listener; elsewhere it prints 0,0,0,0 (Debian bug 968888). */
  readonly pasvAddressOnIpv6: boolean;
  /** Whether the build has libwrap. */
  readonly tcpWrappers: boolean;
}

const upstream = {
  vendor: 'upstream',
  trims: 'none',
  blankString: 'kept',
  pasvAddressOnIpv6: false,
  tcpWrappers: false,
} as const;
const debian = {
  vendor: 'debian',
  trims: 'strings',
  blankString: 'crash',
  pasvAddressOnIpv6: false,
  tcpWrappers: true,
} as const;
const fedora = {
  vendor: 'fedora',
  trims: 'strings',
  blankString: 'unset',
  pasvAddressOnIpv6: false,
  tcpWrappers: false,
} as const;

/** Every build that files are checked against, the newest first. */
export const flavours: readonly Flavour[] = [
  {
    ...debian,
    id: '3.0.5-1-debian',
    label: 'vsftpd 3.0.5-1 (Debian, from 2026)',
    version: '3.0.5',
    trims: 'all',
    blankString: 'unset',
    pasvAddressOnIpv6: true,
  },
  {
    ...debian,
    id: '3.0.5-debian',
    label: 'vsftpd 3.0.5 (Ubuntu 22.04 and later, Debian 13)',
    version: '3.0.5',
  },
  { ...fedora, id: '3.0.5-fedora', label: 'vsftpd 3.0.5 (Fedora, RHEL 9 and later)', version: '3.0.5' },
  {
    ...upstream,
    id: '3.0.5-opensuse',
    label: 'vsftpd 3.0.5 (openSUSE, SLES)',
    version: '3.0.5',
    vendor: 'opensuse',
  },
  { ...upstream, id: '3.0.5', label: 'vsftpd 3.0.5 (upstream)', version: '3.0.5' },
  {
    ...debian,
    id: '3.0.3-debian',
    label: 'vsftpd 3.0.3 (Debian 9–12, Ubuntu 16.04–20.04)',
    version: '3.0.3',
  },
  { ...fedora, id: '3.0.3-fedora', label: 'vsftpd 3.0.3 (Fedora, RHEL 8)', version: '3.0.3' },
  { ...upstream, id: '3.0.3', label: 'vsftpd 3.0.3 (upstream)', version: '3.0.3' },
  {
    ...fedora,
    id: '3.0.2-fedora',
    label: 'vsftpd 3.0.2 (RHEL and CentOS 7)',
    version: '3.0.2',
    tcpWrappers: true,
  },
  {
    ...upstream,
    id: '2.2.2',
    label: 'vsftpd 2.2.2 (RHEL and CentOS 6)',
    version: '2.2.2',
    tcpWrappers: true,
  },
];

const vendorNames: ReadonlyMap<string, Vendor> = new Map([
  ['debian', 'debian'],
  ['ubuntu', 'debian'],
  ['fedora', 'fedora'],
  ['rhel', 'fedora'],
  ['centos', 'fedora'],
  ['almalinux', 'fedora'],
  ['rocky', 'fedora'],
  ['opensuse', 'opensuse'],
  ['sles', 'opensuse'],
]);

/** The build named `3.0.3-debian`, with `ubuntu`, `rhel`, `centos`, `sles` and the like understood; undefined for a name not in the table. */
export function flavourNamed(name: string): Flavour | undefined {
  const wanted = name.trim().toLowerCase();
  const exact = flavours.find(({ id }) => id === wanted);
  if (exact !== undefined) return exact;
  const dash = wanted.lastIndexOf('-');
  const vendor = vendorNames.get(wanted.slice(dash + 1));
  const version = wanted.slice(0, Math.max(dash, 0));
  if (vendor === undefined) return undefined;
  if (vendor === 'fedora' && version === '2.2.2') return flavours.find(({ id }) => id === '2.2.2');
  return flavours.find(({ id }) => id === `${version}-${vendor}`);
}

/** Compares `3.0.5` with `2.2.2`: negative, zero or positive. */
export function compareVersions(a: string, b: string): number {
  const left = a.split('.').map(Number);
  const right = b.split('.').map(Number);
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
