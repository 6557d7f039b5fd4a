import type { Translate } from '../l10n.ts';
import type { Alternative } from '../report/report.ts';
import type { ChannelFacts } from './facts.ts';

/** What else a server can mean that has no port: SELinux, which stands on Linux only and lets no port be bound at any time; FileZilla Server 1.x says the same where it cannot look up its public name (session.cpp). */
export function otherCauses(
  { reply }: ChannelFacts,
  noSelinux: boolean,
  t: Translate,
): readonly Alternative[] {
  if (/Cannot prepare for data connection/.test(reply?.text ?? '')) {
    return [
      {
        text: t('The server is told its public address by a name, and cannot look that name up.'),
        tellApart: t('EPSV works, and the server’s log says “lookup failed”.'),
      },
    ];
  }
  if (noSelinux) return [];
  return [
    {
      text: t('SELinux forbids the server to open these ports (RHEL, CentOS, Fedora).'),
      tellApart: t(
        'On the server: “ausearch -m AVC -ts recent” names the refusal, and it fails even with nobody connected.',
      ),
    },
  ];
}
