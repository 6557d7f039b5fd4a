import { remediesForForcedAddress, remediesForOops } from '../../remedies/oops.ts';
import type { Facts } from '../facts.ts';
import { defineRule } from '../rule.ts';
import { configFault, isOops, isWritableRoot, quote, saidIn } from '../said.ts';
import type { Said } from '../said.ts';
import { decodeOops, oopsText } from '../vsftpdOops.ts';

/** The first OOPS of a session is the cause; those behind it only say that a process is gone. */
function faultIn(facts: Facts): Said | null {
  for (const session of facts.sessions) {
    const all = saidIn(session);
    const first = all.find(({ reply }) => isOops(reply) || configFault(reply) !== null);
    if (first === undefined || isOwnedByOthers(first, all)) continue;
    return first;
  }
  return null;
}

/** A refused chroot, a used-up range and the end of a session after a foreign data peer have findings of their own. */
function isOwnedByOthers({ reply, exchange }: Said, all: readonly Said[]): boolean {
  if (isWritableRoot(reply.text)) return true;
  const passive = exchange.verb === 'PASV' || exchange.verb === 'EPSV';
  if (passive && /vsf_sysutil_bind/.test(reply.text)) return true;
  return all.some((other) => other.reply.id < reply.id && /Bad IP connecting/.test(other.reply.text));
}

/** A fatal error that the server reports about its own settings. */
export const serverConfigError = defineRule({
  id: 'server-config-error',
  check(facts, t) {
    const said = faultIn(facts);
    if (said === null) return null;
    const { reply } = said;
    const oops = oopsText(reply.text);
    const meaning = oops === null ? null : decodeOops(oops, t);
    const text = quote(configFault(reply) ?? reply.text);
    const forced = text.includes('Illegal forced IP');
    return {
      severity: 'error',
      confidence:
        meaning === null
          ? forced
            ? 'proven'
            : 'possible'
          : meaning.id === 'other-process'
            ? 'likely'
            : 'proven',
      owner: 'server',
      title: t('The server reports a mistake in its own set-up: "{text}"', { text: quote(text, 80) }),
      explanation:
        meaning === null
          ? forced
            ? t(
                'Pure-FTPd is told to announce an address or name (-P, ForcePassiveIP) that it cannot use: the name is not known on the server, or it is no IPv4 address. It turns every client away.',
              )
            : t(
                'It answered "{text}" and gave up this session. The text does not stand in the table of known ones.',
                { text },
              )
          : meaning.cause,
      verdict:
        meaning === null
          ? t('The server gives up with "{text}": read its log.', { text })
          : t('The set-up of the server is faulty: {cause}', { cause: meaning.cause }),
      evidence: [reply.id, said.exchange.command?.id],
      nextSteps: [
        t('Mend it on the server, restart, and diagnose again: the next mistake may come to light.'),
      ],
      remedies: forced ? remediesForForcedAddress(facts, t) : remediesForOops(facts, t, meaning),
    };
  },
});
