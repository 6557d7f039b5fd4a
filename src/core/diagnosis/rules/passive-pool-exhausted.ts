import { remediesForRange } from '../../remedies/index.ts';
import { readExhaustion } from '../passivePool.ts';
import { otherCauses } from '../poolWording.ts';
import { nextTest } from '../nextTest.ts';
import { defineRule } from '../rule.ts';
import { saySelinux } from '../hostFacts.ts';
import { quote } from '../said.ts';
import { lines } from '../wording.ts';

/** The server has no passive port left, and no other session of ours can be the reason. */
export const passivePoolExhausted = defineRule({
  id: 'passive-pool-exhausted',
  check(facts, t) {
    const exhaustion = readExhaustion(facts);
    if (exhaustion === null) return null;
    const [first] = exhaustion.refused;
    const { product } = facts.server;
    const onWindows = product === 'filezilla-server' || product === 'iis';
    return {
      severity: exhaustion.severity,
      confidence: exhaustion.isRepeated ? 'proven' : 'likely',
      owner: 'server',
      title: t('The server has no passive port left'),
      explanation: lines(
        t('It answered {mode} with: {reply}', { mode: first.mode, reply: quote(first.reply?.text ?? '') }),
        t(
          'It could not open a port of its passive range. Either other sessions hold all of them (a port stays taken until its transfer ends), or the system does not let the server open them.',
        ),
        exhaustion.comesAndGoes
          ? t(
              'At other times it found a port: the range is nearly full, so that transfers fail now and then.',
            )
          : null,
        product === 'vsftpd'
          ? t(
              'vsftpd gives up after nine random tries, so a small range fails before it is full, and it ends the session.',
            )
          : null,
        saySelinux(facts, t),
      ),
      verdict: t(
        'The server has no passive port left: widen its passive range (and open the same range in the firewall).',
      ),
      evidence: exhaustion.refused.flatMap(({ reply, command }) => [reply?.id, command?.id]),
      alternatives: otherCauses(first, onWindows || exhaustion.comesAndGoes, t),
      nextSteps: [
        onWindows
          ? t(
              'On the server, “netstat -an -p tcp” shows how many ports of the range are taken at this moment.',
            )
          : t('On the server, “ss -ltn” shows how many ports of the range are taken at this moment.'),
      ],
      nextTests: [
        nextTest(
          facts,
          t,
          t('While nobody else is logged in, to see whether the range is too small or shut'),
          {
            options: ['--mode', 'pasv,epsv'],
          },
        ),
      ],
      remedies: remediesForRange(facts, t),
    };
  },
});
