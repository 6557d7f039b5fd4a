import { remediesForPassiveDisabled } from '../../remedies/index.ts';
import { channelsOf, familiesOf } from '../passiveMode.ts';
import { isSwitchedOff } from '../refusal.ts';
import { defineRule } from '../rule.ts';
import { quote } from '../said.ts';
import { lines } from '../wording.ts';

/** PASV is refused as switched off although EPSV is accepted; over IPv6 PASV has no place anyway. */
export const pasvUnsupported = defineRule({
  id: 'pasv-unsupported',
  check(facts, t) {
    for (const family of familiesOf(facts)) {
      const pasv = channelsOf(facts, 'PASV', family);
      const refused = pasv.filter(isSwitchedOff);
      const epsv = channelsOf(facts, 'EPSV', family).some(({ accepted }) => accepted === true);
      const [first] = refused;
      if (family === 6 || first === undefined || refused.length < pasv.length || !epsv) continue;
      return {
        severity: 'error',
        confidence: 'proven',
        owner: 'server',
        title: t('The server refuses PASV and accepts only EPSV'),
        explanation: lines(
          t('Its reply: {reply}', { reply: quote(first.reply?.text ?? '') }),
          t(
            'Over IPv4 many clients know no other passive command: wget, PHP, Perl, the ftp of RHEL, and by default lftp, FileZilla and WinSCP. They cannot list or transfer anything here.',
          ),
        ),
        verdict: t('The server refuses PASV, which many clients need: have it allow PASV beside EPSV.'),
        evidence: [first.reply?.id, first.command?.id],
        remedies: remediesForPassiveDisabled(facts, t),
      };
    }
    return null;
  },
});
