import type { Translate } from '../l10n.ts';
import type { DataFailure } from './dataFailure.ts';
import type { Facts } from './facts.ts';
import { fromElsewhere, nextTest } from './nextTest.ts';
import type { FindingDraft } from './rule.ts';
import { quote } from './said.ts';

/** What a failed data connection is called, where it stands, and what would tell its causes apart. */
export type DataFailureWords = Pick<
  FindingDraft,
  'confidence' | 'owner' | 'title' | 'verdict' | 'alternatives' | 'nextSteps' | 'nextTests'
> & { readonly cause: string };

/** The passive modes alone, which are what failed. */
const passiveOnly = ['--mode', 'pasv,epsv'] as const;

function answeredByAnother(facts: Facts, t: Translate): DataFailureWords {
  const inside = facts.control.serverAddress?.address;
  return {
    confidence: 'likely',
    owner: 'server-network',
    title: t('Something takes the data connections in the server’s name, and the server sees none of them'),
    cause: t(
      'The data port took this machine’s connection at once, yet the server found nobody there. So not the server answered but something in front of it: a proxy, a balancer, a container’s published ports, or a firewall that completes handshakes for the machines behind it.',
    ),
    verdict: t(
      'Something in front of the server takes the data connections and does not hand them on: have it pass the passive ports, each under the same number, to the server that announced them.',
    ),
    alternatives: [
      {
        text: t(
          'It stands on your side: a proxy, a filter or a virus scanner that answers for every address.',
        ),
        tellApart: t(
          'A port of the server on which nothing listens “connects” as well, and from another network the fault is gone.',
        ),
      },
      {
        text: t('A balancer sends the data connection to another server than the control connection.'),
        tellApart: t('It works now and then: as often as both happen to meet the same server.'),
      },
    ],
    nextSteps: [
      t(
        'On the server, “tcpdump -ni any tcp” during a transfer shows whether the data connection arrives at all.',
      ),
    ],
    nextTests: [
      ...(inside === undefined
        ? []
        : [
            nextTest(facts, t, t('On the server’s own network, past whatever stands in front of it'), {
              host: inside,
            }),
          ]),
      fromElsewhere(facts, t, passiveOnly),
    ],
  };
}

/** Causes that Pure-FTPd's silence leaves open. */
function dropped(facts: Facts, t: Translate): DataFailureWords {
  const seen = facts.seenAs?.address ?? null;
  return {
    confidence: 'likely',
    owner: 'path',
    title: t('The data connection is taken and closed again without a word'),
    cause:
      seen === null
        ? t(
            'Pure-FTPd does so with a data connection that comes from another address than the login, and goes on waiting for the right one.',
          )
        : t(
            'Pure-FTPd does so with a data connection that comes from another address than the login ({seen}), and goes on waiting for the right one.',
            { seen },
          ),
    verdict: t(
      'The server drops your data connection, most likely because it comes from another address than the login: make both leave (or arrive) by one address.',
    ),
    alternatives: [
      {
        text: t('Something in front of the server took the connection and found nobody behind it.'),
        tellApart: t(
          'On the server, “tcpdump -ni any tcp” shows whether the data connection arrives, and from which address.',
        ),
      },
    ],
    nextTests: [fromElsewhere(facts, t, passiveOnly)],
  };
}

function cut(failure: DataFailure, facts: Facts, t: Translate): DataFailureWords {
  const bytes = failure.transfer?.bytes ?? failure.channel.transfer?.bytes ?? null;
  return {
    confidence: 'likely',
    owner: 'path',
    title:
      bytes === null
        ? t('The data connection opens and is torn down in the middle of the transfer')
        : t('The data connection opens, carries {bytes} bytes and is torn down', { bytes }),
    cause: t(
      'The transfer had begun when the connection was reset. Servers that end a transfer of their own accord say why; a reset in the middle mostly comes from a firewall or filter that looks into the data and does not like what it sees.',
    ),
    verdict: t(
      'Something on the way tears data connections down once they carry data: find the firewall or filter that inspects FTP, and let it pass these connections.',
    ),
    alternatives: [
      {
        text: t('The server process itself died or was ended in the middle of the transfer.'),
        tellApart: t('The server’s log or its system journal shows an error at that second.'),
      },
    ],
    nextTests: [
      ...(facts.control.tls === 'none'
        ? [
            nextTest(
              facts,
              t,
              t('Under TLS nobody on the way can look inside: if that works, it is a filter'),
              { scheme: 'ftpes' },
            ),
          ]
        : []),
      fromElsewhere(facts, t, passiveOnly),
    ],
  };
}

/** Words for a failed data connection, by its kind. */
export function wordDataFailure(failure: DataFailure, facts: Facts, t: Translate): DataFailureWords {
  const { kind, reply } = failure;
  if (kind === 'answered-by-another') return answeredByAnother(facts, t);
  if (kind === 'dropped') return dropped(facts, t);
  if (kind === 'cut') return cut(failure, facts, t);
  const live = nextTest(
    facts,
    t,
    t('Live, which dials the ports one by one and tells a wrong address from a shut port'),
  );
  const shut = kind === 'shut';
  return {
    confidence: 'possible',
    owner: shut ? 'server-network' : 'path',
    title: t('The data connection failed, and the server says: {reply}', {
      reply: quote(reply?.text ?? '', 120),
    }),
    cause: shut
      ? t(
          'The address it announced is its own, so the likeliest cause is a passive port that a firewall or security group keeps shut.',
        )
      : t('Nothing else in the evidence says why.'),
    verdict: shut
      ? t(
          'The server waited in vain for the data connection: open its passive port range, or diagnose it live to be sure.',
        )
      : t(
          'The data connection failed for a reason that only the server’s log can show: look there at the time of the transfer.',
        ),
    alternatives: shut
      ? [
          {
            text: t('The client dialled another address than the server announced, or never dialled.'),
            tellApart: t('The client’s own log with all details shows where it dialled.'),
          },
        ]
      : [],
    nextSteps: [t('Look in the server’s log at the time of the transfer.')],
    nextTests: failure.channel.attempts.length === 0 ? [live] : [fromElsewhere(facts, t, passiveOnly)],
  };
}
