import { remediesForRange } from '../../remedies/index.ts';
import type { Translate } from '../../l10n.ts';
import { familiesOf, passiveChannels } from '../passiveMode.ts';
import { readPassivePorts } from '../passivePorts.ts';
import { nextTest } from '../nextTest.ts';
import { defineRule, type FindingDraft } from '../rule.ts';
import { lines, portArithmetic, portList } from '../wording.ts';

function otherReasons(t: Translate): NonNullable<FindingDraft['alternatives']> {
  return [
    {
      text: t('The running server has not read this file: it was not restarted, or it uses another one.'),
      tellApart: t('Restart the server and diagnose again.'),
    },
    {
      text: t('The range is used up and the server falls back to any port (ProFTPD and pyftpdlib do that).'),
      tellApart: t('The server’s log then says so; diagnose again while nobody else transfers.'),
    },
    {
      text: t('A router on the way rewrites the port in the reply.'),
      tellApart: t(
        'Compare with “ss -ltn” on the server, or diagnose under TLS, where nothing can be rewritten.',
      ),
    },
  ];
}

/** The port of a 227 or 229 lies outside the range that the configuration gives. */
export const pasvPortOutsideRange = defineRule({
  id: 'pasv-port-outside-range',
  check(facts, t) {
    const { range } = facts.trace.settings;
    if (range === null) return null;
    const named = familiesOf(facts)
      .flatMap((family) => passiveChannels(facts, family))
      .flatMap((channel) =>
        channel.advertised === null ? [] : [{ channel, port: channel.advertised.port }],
      );
    const outside = named.filter(({ port }) => port < range.from || port > range.to);
    const [first] = outside;
    if (first === undefined) return null;
    const failed = familiesOf(facts).flatMap((family) => readPassivePorts(facts, family).failed);
    const hurts = failed.some(({ channel }) => outside.some((entry) => entry.channel === channel));
    const arithmetic = portArithmetic(first.port);
    return {
      severity: hurts ? 'error' : 'warning',
      confidence: 'proven',
      owner: 'server',
      title: t('The server uses passive ports outside the configured range {from}-{to}', { ...range }),
      explanation: lines(
        first.channel.mode === 'PASV'
          ? t('Its reply names port {arithmetic}.', { arithmetic })
          : t('Its reply names port {port}.', { port: first.port }),
        t(
          '{count} of {total} ports lie outside: {ports}. A firewall that lets in {from}-{to} keeps them out.',
          {
            count: outside.length,
            total: named.length,
            ports: portList(outside.map(({ port }) => port)),
            ...range,
          },
        ),
      ),
      verdict: t(
        'The server does not keep to its configured passive range {from}-{to}: make sure that the running server has read this configuration.',
        { ...range },
      ),
      evidence: outside.map(({ channel }) => channel.reply?.id),
      alternatives: otherReasons(t),
      nextTests: [
        nextTest(facts, t, t('After a restart of the server, to see whether it keeps to the range now'), {
          options: ['--range', `${range.from}-${range.to}`],
        }),
      ],
      remedies: remediesForRange(facts, t),
    };
  },
});
