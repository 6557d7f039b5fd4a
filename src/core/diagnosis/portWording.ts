import type { Translate } from '../l10n.ts';
import type { Owner } from '../report/report.ts';
import { ofMode } from './passivePorts.ts';
import type { PortTry } from './passivePorts.ts';
import { portList } from './wording.ts';

/** Which ports of which mode were dialled, with the outcome they had in common. */
export function sayPorts(tries: readonly PortTry[]): string {
  const parts = (['PASV', 'EPSV'] as const).flatMap((mode) => {
    const ports = ofMode(tries, mode)
      .map(({ port }) => port)
      .sort((a, b) => a - b);
    return ports.length === 0 ? [] : [`${mode} ${portList(ports)}`];
  });
  return parts.join('; ');
}

/** What the way in which ports stay silent says about who keeps them shut. */
export function sayOutcome(outcome: PortTry['attempt']['outcome'], t: Translate): string {
  switch (outcome) {
    case 'timed-out':
      return t(
        'No answer at all came back: something drops the packets. In a cloud that is nearly always the security group, otherwise a firewall in front of the server or on it.',
      );
    case 'unreachable':
      return t(
        'They came back as “unreachable” while the control port answers: a firewall on the server itself rejects them (firewalld does it this way).',
      );
    case 'refused':
      return t(
        'They were refused: the router or container host does not forward or publish these ports, or a firewall answers with a refusal.',
      );
    case 'reset':
      return t('The connections were cut as they opened: a device on the way does that.');
    case 'connected':
    case 'tls-failed':
    case 'not-tried':
    case 'unknown':
      return t('What exactly became of the connections is not known.');
  }
}

/** Who has to open the ports. */
export function ownerOf(outcome: PortTry['attempt']['outcome']): Owner {
  return outcome === 'unreachable' ? 'server' : 'server-network';
}

/** The dials that show it, failed ones first, and the replies that named the ports. */
export function portEvidence(
  failed: readonly PortTry[],
  answered: readonly PortTry[],
): readonly (number | null | undefined)[] {
  const first = failed[0];
  return [
    first?.attempt.event,
    first?.channel.reply?.id,
    ...failed.slice(1).map(({ attempt }) => attempt.event),
    ...answered.map(({ attempt }) => attempt.event),
  ];
}
