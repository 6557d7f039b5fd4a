import { addressEvidence, sayDial, sayPair } from '../addressWording.ts';
import { readAddressFault } from '../pasvAddress.ts';
import { defineRule } from '../rule.ts';
import { lines } from '../wording.ts';

/** The 227 names another address and a listing comes through it: a balancer or a data host of its own. */
export const pasvSeparateDataHost = defineRule({
  id: 'pasv-separate-data-host',
  check(facts, t) {
    const fault = readAddressFault(facts);
    if (fault?.id !== 'pasv-separate-data-host') return null;
    const { address } = fault.advertised;
    return {
      severity: 'info',
      confidence: fault.works ? 'proven' : 'possible',
      owner: 'server',
      title: t('Data connections go to another address than the server’s, {address}', { address }),
      explanation: lines(
        sayPair(fault, facts, t),
        fault.works
          ? sayDial(fault, t)
          : t(
              'A listing came; the evidence does not show whether it came through that address or by way of the one you reached.',
            ),
        t(
          'A balancer or a separate data host works this way, and it is no fault. Clients that insist on one address have trouble with it: basic-ftp 6, tnftp and the ftp of inetutils refuse it; curl and Python’s ftplib dial the control address instead.',
        ),
      ),
      evidence: addressEvidence(fault),
    };
  },
});
