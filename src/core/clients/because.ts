import { formatSocketAddress, sameAddress } from '../ftp/address.ts';
import type { Translate } from '../l10n.ts';
import type { Observed } from './observed.ts';
import type { Step } from './walk.ts';

type Works = Extract<Step, { end: 'works' }>;
type Fails = Extract<Step, { end: 'fails' }>;
type Unknown = Extract<Step, { end: 'unknown' }>;

/** The first line of a reply. */
function firstLine(reply: string | null): string {
  return (reply ?? '').split('\n')[0] ?? '';
}

function whyWorks(step: Works, observed: Observed, t: Translate): string {
  const advertised = observed.modes.get(step.mode)?.passive.advertised ?? null;
  const { peer } = observed;
  if (step.mode === 'EPSV') {
    const named = observed.modes.get('PASV')?.passive.advertised;
    return named !== undefined && named !== null && !sameAddress(named.address, peer)
      ? t('It asks with EPSV first and never sees the address {address}', { address: named.address })
      : t('It asks with EPSV, and the port answers');
  }
  if (step.mode !== 'PASV') return t('It uses active mode, and the server’s connection arrives');
  const address = advertised?.address ?? peer;
  if (step.dialled === 'peer') {
    return t('It dials {peer} instead of {address} from the 227 reply', { peer, address });
  }
  return sameAddress(address, peer)
    ? t('It asks with PASV, and the port answers')
    : t('It dials {address} as the 227 reply says, and that answers', { address });
}

function whyDialFails({ failure, dialled, address, port }: Fails, t: Translate): string {
  const target = formatSocketAddress(address ?? '', port);
  if (failure === 'dial-timeout') return t('It dials {target}, and nobody answers', { target });
  if (failure === 'now-and-then') {
    const { answered = 0, tried = 0 } = dialled ?? {};
    return t('It works now and then: {answered} of {tried} passive ports answer', { answered, tried });
  }
  if (dialled?.outcome === 'unusable')
    return t('It dials {target}, which leads to no other machine', { target });
  return dialled?.outcome === 'unreachable'
    ? t('It dials {target}, to which there is no way', { target })
    : t('It dials {target}, and that is refused', { target });
}

function whyFails(step: Fails, observed: Observed, t: Translate): string {
  const { mode } = step;
  const reply = firstLine(step.reply);
  switch (step.failure) {
    case 'command-refused':
      return t('It asks with {mode}, and the server refuses: {reply}', { mode, reply });
    case 'unreadable':
      return t('It cannot read the reply to {mode}', { mode });
    case 'address-rejected':
      return t('It refuses a 227 reply that names {address} while it is connected to {peer}', {
        address: step.address ?? '',
        peer: observed.peer,
      });
    case 'dial-error':
    case 'dial-error-after-repair':
    case 'dial-timeout':
    case 'now-and-then':
      return whyDialFails(step, t);
    case 'no-arrival':
      return t('It uses active mode, and the server’s connection does not arrive');
    case 'foreign-arrival':
      return t('It uses active mode, and the server’s connection comes from another address');
    case 'data-refused':
      return t('The server refuses the data connection: {reply}', { reply });
    case 'listing-refused':
      return t('The server refuses the listing: {reply}', { reply });
  }
}

function whyUnknown({ mode, gap, target }: Unknown, t: Translate): string {
  switch (gap) {
    case 'rule':
      return t('What it does with the address in a 227 reply is not known');
    case 'blanks':
      return t('Whether it reads a 227 reply with blanks between the numbers is not known');
    case 'port':
      return target === undefined
        ? t('Whether the port that it would dial answers was not seen')
        : t('It would dial {target}; whether that answers was not seen', {
            target: formatSocketAddress(target.address, target.port),
          });
    case 'active':
      return t('Whether the server’s connection reaches it in active mode was not seen');
    case 'listing':
      return t('How the listing would end was not seen');
    case 'command':
      return t('How the server answers {mode} was not seen', { mode });
  }
}

/** Says in one sentence why a client ends where it does. */
export function because(step: Step, observed: Observed, t: Translate): string {
  switch (step.end) {
    case 'works':
      return whyWorks(step, observed, t);
    case 'fails':
      return whyFails(step, observed, t);
    case 'unknown':
      return whyUnknown(step, t);
  }
}
