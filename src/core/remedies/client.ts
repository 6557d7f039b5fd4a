import type { Facts } from '../diagnosis/facts.ts';
import type { Translate } from '../l10n.ts';
import type { Remedy } from '../report/report.ts';
import type { Mode } from '../trace/trace.ts';
import { references } from './references.ts';
import { remedy, step } from './remedy.ts';

/** Whether a mode was seen to work, over whatever family and TLS state. */
function modeWorks(facts: Facts, mode: Mode): boolean {
  return facts.modes.some((entry) => entry.mode === mode && entry.outcome === 'ok');
}

/** Whether the passive port of a 227 answered at the control connection's own address. */
function answersAtPeer(facts: Facts): boolean {
  return facts.channels.some(({ attempts }) =>
    attempts.some((attempt) => attempt.as === 'control-peer' && attempt.outcome === 'connected'),
  );
}

/** Clients that go on working while the server names a wrong address; null where neither way was seen to work. */
export function clientsMeanwhile(facts: Facts, t: Translate, group: string): Remedy | null {
  const epsv = modeWorks(facts, 'EPSV');
  const repair = answersAtPeer(facts);
  if (!epsv && !repair) return null;
  const byEpsv = step(
    t('Clients that ask with EPSV never see the address:'),
    'curl ftp://... (EPSV comes first)',
    'ftp of Debian (tnftp; EPSV comes first)',
    'ftp of inetutils: passive, then epsv4',
    'lftp: set ftp:prefer-epsv yes',
  );
  const byRepair = step(
    t('Clients that dial the address of the control connection instead:'),
    'curl --ftp-skip-pasv-ip ftp://...',
    'lftp: set ftp:ignore-pasv-address yes',
    'WinSCP: Advanced, Connection, Force IP address for passive connections: On',
    'Python ftplib 3.6.14, 3.7.11, 3.8.9, 3.9.3, 3.10 and later',
    'FluentFTP: DataConnectionType = PASVEX',
  );
  return remedy({
    id: 'client-meanwhile',
    title: t('Until the server is mended: clients and options that work now'),
    target: 'client',
    group,
    steps: [...(epsv ? [byEpsv] : []), ...(repair ? [byRepair] : [])],
    reference: references.curlSkipPasv,
  });
}

/** Passive mode instead of active, where passive works. */
export function clientUsePassive(facts: Facts, t: Translate, group: string): Remedy {
  // Most clients ask with PASV: where that fails, EPSV alone is no comfort.
  const fails = facts.modes.some(({ mode, outcome }) => mode === 'PASV' && outcome === 'failed');
  const works = modeWorks(facts, 'PASV') || (modeWorks(facts, 'EPSV') && !fails);
  return remedy({
    id: 'client-use-passive',
    title: works
      ? t('Use passive mode: it works with this server')
      : t('Use passive mode, and have passive mode mended first'),
    target: 'client',
    group,
    steps: [
      t(
        'In passive mode the client opens the data connection, so address translation and firewalls in front of the client do not matter.',
      ),
      step(
        t('Where it is switched on:'),
        'FileZilla: Edit, Settings, FTP: Passive',
        'WinSCP: Advanced, Connection: Passive mode',
        'lftp: set ftp:passive-mode on',
        'curl: leave out -P / --ftp-port',
        'ftp (inetutils): ftp -p',
        'Python ftplib: ftp.set_pasv(True)',
        '.NET FtpWebRequest: UsePassive = true',
      ),
      t('ftp.exe of Windows has no passive mode; use another client there.'),
    ],
    reference: references.rfc959,
  });
}

/** How a client is told the address to put into PORT. */
export function clientActiveAddress(facts: Facts, t: Translate, group: string): Remedy {
  const address = facts.seenAs?.address ?? '<public address>';
  return remedy({
    id: 'client-active-address',
    title: t('If it must be active mode: give the client its public address and a port range'),
    target: 'client',
    group,
    alternative: true,
    steps: [
      step(
        t('Address and ports in the client:'),
        `curl -P ${address}:40000-40010 ftp://...`,
        `lftp: set ftp:port-ipv4 ${address}; set ftp:port-range 40000-40010; set ftp:passive-mode off`,
        `FileZilla: Edit, Settings, FTP, Active mode: ${address}, 40000-40010`,
        `WinSCP: Preferences, Transfer, External IP address: ${address}`,
      ),
      t(
        'Then forward these ports in the router to this machine and let them in here. Try it with --active-address and --active-ports of this tool first.',
      ),
    ],
    reference: references.lftp,
  });
}

/** Options that keep a client off EPSV. */
export function clientWithoutEpsv(t: Translate, group: string): Remedy {
  return remedy({
    id: 'client-without-epsv',
    title: t('Keep clients off EPSV over IPv4: PASV works'),
    target: 'client',
    group,
    alternative: true,
    steps: [
      step(
        t('Options that do it:'),
        'curl --disable-epsv ftp://...',
        'lftp: set ftp:prefer-epsv no',
        'ftp (tnftp): epsv4',
        'FluentFTP: DataConnectionType = PASV',
        'basic-ftp: client.prepareTransfer = enterPassiveModeIPv4',
      ),
    ],
    reference: references.rfc2428,
  });
}

/** Clients that resume the TLS session on the data connection, and how to have them do it. */
export function clientResumeTls(t: Translate, group: string): Remedy {
  return remedy({
    id: 'client-resume-tls',
    title: t('Use a client that resumes the TLS session on the data connection'),
    target: 'client',
    group,
    steps: [
      t(
        'The server asks for it so that nobody else can take over a data connection. FileZilla, WinSCP, lftp and curl resume by themselves in their current versions; update the client first.',
      ),
      step(
        t('Libraries that need a hint or a new version:'),
        'basic-ftp: 6.0.1',
        'Python ftplib: ntransfercmd, wrap_socket(..., session=self.sock.session)',
        'Java commons-net: FTPSClient does not; set the session in _prepareDataSocket_',
      ),
    ],
    reference: references.rfc4217,
  });
}
