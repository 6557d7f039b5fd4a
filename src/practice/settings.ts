import type { PortRange } from '../core/trace/trace.ts';

/** What the practice server reads from its vsftpd.conf; the names are vsftpd's own (man 5 vsftpd.conf). */
export interface ServerSettings {
  readonly pasvEnable: boolean;
  readonly portEnable: boolean;
  readonly pasvAddress: string | null;
  readonly pasvPorts: PortRange;
  readonly pasvPromiscuous: boolean;
  readonly portPromiscuous: boolean;
  readonly listenIpv6: boolean;
  readonly dirlistEnable: boolean;
  readonly chrootLocalUser: boolean;
  readonly allowWriteableChroot: boolean;
  readonly sslEnable: boolean;
  readonly forceLocalLoginsSsl: boolean;
  readonly forceLocalDataSsl: boolean;
  readonly requireSslReuse: boolean;
  readonly cmdsDenied: ReadonlySet<string>;
  readonly maxPerIp: number;
  /** Milliseconds; vsftpd's file has seconds. */
  readonly acceptTimeoutMs: number;
  readonly connectTimeoutMs: number;
  readonly delayFailedLoginMs: number;
}

/** vsftpd's own floor and ceiling of passive ports (3.0.3, privops.c). */
const lowestPassivePort = 1024;
const compiledPassivePort = 5001;
const highestPort = 65535;

/** A timeout of 0 means none; the longest that a timer can wait stands for it. */
const forEver = 2 ** 31 - 1;

/** The passive range as vsftpd 3.0.3 takes it: a maximum below the minimum counts as none. */
function passivePorts(min: number, max: number): PortRange {
  const from = min > lowestPassivePort && min <= highestPort ? min : lowestPassivePort;
  return { from, to: max >= from && max < highestPort ? max : highestPort };
}

/** Reads the options that the practice server honours; what is absent has vsftpd's default. */
export function readServerSettings(config: Readonly<Record<string, string>>): ServerSettings {
  const flag = (option: string, otherwise: boolean): boolean => {
    const value = config[option];
    return value === undefined ? otherwise : /^(?:YES|TRUE|1)$/i.test(value);
  };
  const number = (option: string, otherwise: number): number => {
    const value = Number.parseInt(config[option] ?? '', 10);
    return Number.isNaN(value) ? otherwise : value;
  };
  const denied = (config['cmds_denied'] ?? '').split(',').map((verb) => verb.trim().toUpperCase());
  return {
    pasvEnable: flag('pasv_enable', true),
    portEnable: flag('port_enable', true),
    pasvAddress: config['pasv_address'] ?? null,
    pasvPorts: passivePorts(number('pasv_min_port', compiledPassivePort), number('pasv_max_port', 0)),
    pasvPromiscuous: flag('pasv_promiscuous', false),
    portPromiscuous: flag('port_promiscuous', false),
    listenIpv6: flag('listen_ipv6', false),
    dirlistEnable: flag('dirlist_enable', true),
    chrootLocalUser: flag('chroot_local_user', false),
    allowWriteableChroot: flag('allow_writeable_chroot', false),
    sslEnable: flag('ssl_enable', false),
    forceLocalLoginsSsl: flag('force_local_logins_ssl', true),
    forceLocalDataSsl: flag('force_local_data_ssl', true),
    requireSslReuse: flag('require_ssl_reuse', true),
    cmdsDenied: new Set(denied.filter((verb) => verb !== '')),
    maxPerIp: number('max_per_ip', 50),
    acceptTimeoutMs: number('accept_timeout', 60) * 1000 || forEver,
    connectTimeoutMs: number('connect_timeout', 60) * 1000 || forEver,
    delayFailedLoginMs: number('delay_failed_login', 1) * 1000,
  };
}
