import type { Translate } from '../l10n.ts';
import type { Remedy } from '../report/report.ts';
import { addressOrPlaceholder, publicAddressQuestion } from './publicAddress.ts';
import { references } from './references.ts';
import { remedy, step } from './remedy.ts';
import { dash } from './ranges.ts';
import type { Situation } from './situation.ts';

/** `masquerade_address` and `passive_ports` (pyftpdlib docs/faqs.rst and __main__.py; tried on 1.5.7 and 2.2.1). */
export function pyftpdlibAddress(situation: Situation, t: Translate, group: string): Remedy {
  const address = addressOrPlaceholder(situation);
  const { from, to } = situation.range;
  return remedy({
    id: 'pyftpdlib-masquerade-address',
    title: t('Tell pyftpdlib its public address'),
    target: 'pyftpdlib',
    group,
    apply: 'restart',
    steps: [
      ...(situation.publicAddress === null ? [publicAddressQuestion(situation, t)] : []),
      step(
        t(
          'In the program, before the server starts (handler is FTPHandler, TLS_FTPHandler or your own class made from them):',
        ),
        `handler.masquerade_address = '${address}'`,
        `handler.passive_ports = range(${from}, ${to + 1})`,
      ),
      step(
        t('Or on the command line:'),
        `python3 -m pyftpdlib --nat-address=${address} --range=${dash(situation.range)}`,
      ),
      t(
        'masquerade_address takes an address in digits: a name goes into the reply as it stands, and no client can read that.',
      ),
      t('With several local addresses, masquerade_address_map gives each one its own public address.'),
    ],
    reference: references.pyftpdlib,
  });
}

/** `passive_ports` alone. */
export function pyftpdlibRange(situation: Situation, t: Translate, group: string): Remedy {
  const { from, to } = situation.range;
  return remedy({
    id: 'pyftpdlib-passive-ports',
    title: t('Limit pyftpdlib to the passive ports {from}-{to}', { from, to }),
    target: 'pyftpdlib',
    group,
    apply: 'restart',
    steps: [
      step(
        t(
          'In the program, before the server starts (handler is FTPHandler, TLS_FTPHandler or your own class made from them):',
        ),
        `handler.passive_ports = range(${from}, ${to + 1})`,
      ),
      step(t('Or on the command line:'), `python3 -m pyftpdlib --range=${dash(situation.range)}`),
      t('When the range is used up pyftpdlib takes any free port and only logs a warning.'),
    ],
    reference: references.pyftpdlib,
  });
}
