import type { Translate } from '../../l10n.ts';
import { remediesForUnreachable } from '../../remedies/control.ts';
import type { ConnectEvent } from '../../trace/event.ts';
import { isInside, isLoopback } from '../dialScope.ts';
import { dialWords, failed, neverLeft } from '../dialWords.ts';
import { fromElsewhere } from '../nextTest.ts';
import { defineRule } from '../rule.ts';

type How = 'refused' | 'timed-out' | 'unreachable';

/** The outcome that speaks loudest: a refusal came from somebody, silence from nobody. */
function loudest(dials: readonly ConnectEvent[]): How {
  if (dials.some(({ outcome }) => outcome === 'refused' || outcome === 'reset')) return 'refused';
  return dials.some(({ outcome }) => outcome === 'timed-out') ? 'timed-out' : 'unreachable';
}

function meaningOf(how: How, dials: readonly ConnectEvent[], t: Translate): string {
  if (how === 'refused') {
    return t(
      'Somebody answers at that address and says no: nothing listens on this port, the port is not forwarded or published, or a firewall rejects.',
    );
  }
  if (how === 'timed-out') {
    return t(
      'Nobody answers at all: a security group or firewall drops the packets, the address is wrong, or the machine is off.',
    );
  }
  return dials.every(neverLeft)
    ? t('The packets never left this machine: it has no route to that network (mostly: no IPv6 here).')
    : t('A router or the firewall of the server itself reports that the way is closed.');
}

function verdictOf(how: How, local: boolean, host: string, port: number, t: Translate): string {
  if (how === 'refused') {
    return t(
      '{host} refuses connections on port {port}: see on the server whether the FTP service runs and listens there.',
      { host, port },
    );
  }
  if (local)
    return t('This machine has no route to {host}: use its IPv4 address, or another network.', { host });
  return how === 'timed-out'
    ? t(
        '{host} does not answer on port {port}: open the port in the security group and in the firewall of the server.',
        { host, port },
      )
    : t('The way to {host} is closed on port {port}: open the port in the firewall of the server.', {
        host,
        port,
      });
}

/** No address of the host accepts the control connection. */
export const controlUnreachable = defineRule({
  id: 'control-unreachable',
  check(facts, t) {
    const { connects } = facts;
    if (connects.some(({ outcome }) => outcome === 'connected' || outcome === 'unknown')) return null;
    const dials = connects.filter(failed);
    const [first] = dials;
    if (first === undefined) return null;
    const how = loudest(dials);
    const host = facts.control.host ?? first.remote?.address ?? t('The server');
    // A log that does not show the port has 0; then it is FTP's own.
    const port = [first.remote?.port, facts.control.port].find((known) => known != null && known > 0) ?? 21;
    const scope =
      how !== 'refused' && isInside(dials)
        ? ` ${t('The address is private: it can be reached from its own network only.')}`
        : '';
    const local = dials.every(neverLeft);
    return {
      severity: 'error',
      confidence: 'proven',
      owner: how === 'refused' ? 'server' : local ? 'client-network' : 'server-network',
      title: t('{host} does not accept connections on port {port}', { host, port }),
      explanation: `${dials.map((dial) => dialWords(dial, t)).join('; ')}. ${meaningOf(how, dials, t)}${scope}`,
      verdict: verdictOf(how, local, host, port, t),
      evidence: dials.map(({ id }) => id),
      alternatives: [
        {
          text: t('The FTP server listens on another port than {port}.', { port }),
          tellApart: t('"ss -ltnp" on the server lists the ports on which something listens.'),
        },
        {
          text: t('The network of this client does not let port {port} out.', { port }),
          tellApart: t('Try from another network, for example over a mobile phone.'),
        },
      ].slice(0, isLoopback(dials) ? 1 : 2),
      nextSteps: [
        t('On the server, "tcpdump -ni any tcp port {port}" shows whether the packets arrive.', { port }),
      ],
      nextTests: isLoopback(dials) ? [] : [fromElsewhere(facts, t)],
      remedies: remediesForUnreachable(facts, t, how),
    };
  },
});
