import { remediesForStall } from '../../remedies/index.ts';
import { isFailedDial } from '../channelOutcome.ts';
import { waitedInVain } from '../dataFailure.ts';
import type { ChannelFacts } from '../facts.ts';
import { fromElsewhere } from '../nextTest.ts';
import { defineRule } from '../rule.ts';
import { lines } from '../wording.ts';

/** The server gave up on a transfer that had begun (vsftpd 3.0.3 after data_connection_timeout, ProFTPD). */
const gaveUp = /^42[16] (?:Data timeout|.{0,60}timed out|.{0,60}stall)/i;

function isStalled({ transfer, transferReplies, attempts }: ChannelFacts): boolean {
  if (transfer === null) return false;
  // Some servers say 150 before anybody has come (pyftpdlib, FileZilla Server); then nothing was opened that could stall.
  if (attempts.length > 0 && attempts.every(isFailedDial)) return false;
  if (transferReplies.some(({ text }) => waitedInVain.test(text))) return false;
  if (transfer.outcome === 'stalled') return true;
  const begun = transferReplies.some(({ code }) => code >= 100 && code < 200);
  return begun && transfer.outcome === 'failed' && transferReplies.some(({ text }) => gaveUp.test(text));
}

/** Connected, transfer begun, and the bytes stop. */
export const dataTransferStalled = defineRule({
  id: 'data-transfer-stalled',
  check(facts, t) {
    const channel = facts.channels.find(isStalled);
    if (channel?.transfer == null) return null;
    const { transfer, mode } = channel;
    const { bytes } = transfer;
    const command = transfer.command === '' ? 'LIST' : transfer.command;
    const waited = facts.trace.events.find(
      ({ id, kind }) => kind === 'transfer' && channel.events.includes(id),
    );
    return {
      severity: 'error',
      confidence: 'likely',
      owner: 'path',
      title: t('The data connection opens, and then the bytes stop'),
      explanation: lines(
        bytes === null
          ? t('{mode}: the connection was made and {command} began, then nothing more came.', {
              mode,
              command,
            })
          : t(
              '{mode}: the connection was made and {command} began, then nothing more came ({bytes} bytes in all).',
              { mode, command, bytes },
            ),
        t(
          'Small packets get through and full-sized ones do not. Usually one link of the path takes smaller packets than the ends believe (a tunnel, a VPN, PPPoE), and the message that would say so is filtered: an MTU black hole.',
        ),
      ),
      verdict: t(
        'Transfers begin and then stop: let the path’s packet size be found (allow ICMP “fragmentation needed”) or lower the MTU of the server.',
      ),
      evidence: [waited?.id, channel.carrier?.event, channel.reply?.id],
      alternatives: [
        {
          text: t(
            'A firewall lets the connection open and then drops it, because it lost track of it or inspects its contents.',
          ),
          tellApart: t(
            'Very small listings fail as well; with an MTU black hole those below 1 kB come through.',
          ),
        },
      ],
      nextSteps: [
        t(
          'Test the packet size: “ping -M do -s 1472 {host}” (Windows: “ping -f -l 1472 {host}”), and lower the number until answers come.',
          { host: facts.control.peer ?? 'HOST' },
        ),
        t('List a directory with one short name: if that comes through, packet size is the cause.'),
      ],
      nextTests: [fromElsewhere(facts, t, ['--mode', 'pasv,epsv'])],
      remedies: remediesForStall(facts, t),
    };
  },
});
