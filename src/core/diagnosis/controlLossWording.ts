import type { Translate } from '../l10n.ts';
import type { ControlLoss } from './controlLoss.ts';
import type { FindingDraft } from './rule.ts';

type Wording = Pick<FindingDraft, 'title' | 'explanation' | 'verdict' | 'alternatives'>;

/** The connection was dead, and nobody had said so. */
function forgotten(bytes: number, t: Translate): Wording {
  return {
    title: t('The control connection died during a transfer'),
    explanation: t(
      'The data came, {bytes} bytes, but the control connection was gone when the server wanted to say that all is done. A NAT or firewall in between forgets connections that are silent while the data flows.',
      { bytes },
    ),
    verdict: t(
      'The control connection died during a transfer: have the client keep it alive, or raise the idle time of the device in between.',
    ),
    alternatives: [
      {
        text: t('The server ended the session, or died, while the data was on its way.'),
        tellApart: t('The server’s log shows the end of the transfer and what came after it.'),
      },
    ],
  };
}

/** The other side ended it in order, in place of the last reply. */
function endedByServer(bytes: number, t: Translate): Wording {
  return {
    title: t('The server ended the control connection during a transfer'),
    explanation: t(
      'The data came, {bytes} bytes, and where the server should say that all is done it ended the control connection. Clients count such a transfer as failed.',
      { bytes },
    ),
    verdict: t(
      'The server ends the control connection during a transfer: look in its log at the time of the transfer (a crash, or an idle limit).',
    ),
    alternatives: [
      {
        text: t('A proxy or firewall in between ends the session in the server’s name.'),
        tellApart: t('On the server itself (127.0.0.1) the same transfer comes to its end.'),
      },
    ],
  };
}

/** What to say of a control connection that was lost during a transfer. */
export function wordControlLoss({ bytes, inOrder }: ControlLoss, t: Translate): Wording {
  return inOrder ? endedByServer(bytes, t) : forgotten(bytes, t);
}
