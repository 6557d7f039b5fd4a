import { window } from 'vscode';
import type { Handlers } from '../commands.ts';
import { dropUrlPassword, urlPassword } from '../endpoints/changes.ts';
import { formatDestination, type Endpoint } from '../endpoints/endpoint.ts';
import type { EndpointStore } from '../endpoints/endpointStore.ts';
import type { EndpointView } from '../endpoints/endpointView.ts';
import { endpointsOf, nodesOf } from '../endpoints/nodeArguments.ts';
import type { EndpointWriter } from '../endpoints/writeEndpoints.ts';
import { parseTarget } from '../../core/ftp/target.ts';
import { t } from '../localize.ts';
import { pickStep } from '../quickInput/steps.ts';
import type { PasswordStore } from './passwordStore.ts';

/** What moving and forgetting passwords needs: the encrypted store, and the setting in which one may wrongly stand. */
export interface PasswordActionsDeps {
  readonly store: EndpointStore;
  readonly writer: EndpointWriter;
  readonly passwords: PasswordStore;
  readonly view: EndpointView;
}

/** Moves a password that stands in the setting to the encrypted store: first it is kept there, then it leaves the setting. */
async function movePassword(endpoint: Endpoint, deps: PasswordActionsDeps): Promise<boolean> {
  const { destination, id } = endpoint;
  const password = urlPassword(deps.store.raw(), id);
  if (password === null || destination.kind !== 'server') return false;
  if (destination.target.user !== null) await deps.passwords.keep(destination.target, password, true);
  return deps.writer.write(dropUrlPassword(id));
}

async function moveAll(args: readonly unknown[], deps: PasswordActionsDeps): Promise<void> {
  const chosen = endpointsOf(nodesOf(args, []));
  const flagged = new Set(
    deps.store
      .entries()
      .flatMap((entry) => (entry.kind === 'endpoint' && entry.passwordInUrl ? [entry.endpoint.id] : [])),
  );
  const endpoints = (chosen.length === 0 ? deps.store.endpoints() : chosen).filter(({ id }) =>
    flagged.has(id),
  );
  if (endpoints.length === 0) {
    void window.showInformationMessage(t('No password stands in the settings.'));
    return;
  }
  let moved = 0;
  for (const endpoint of endpoints) if (await movePassword(endpoint, deps)) moved += 1;
  if (moved === endpoints.length) {
    void window.showInformationMessage(
      moved === 1
        ? t('Moved 1 password to the encrypted store.')
        : t('Moved {count} passwords to the encrypted store.', { count: moved }),
    );
  }
}

async function forget(args: readonly unknown[], deps: PasswordActionsDeps): Promise<void> {
  const chosen = endpointsOf(nodesOf(args, []));
  const targets = chosen.flatMap(({ destination }) => (destination.kind === 'server' ? [destination] : []));
  if (targets.length > 0) {
    for (const { target } of targets) await deps.passwords.forget(target);
    const places = targets.map((destination) => formatDestination(destination)).join(', ');
    void window.showInformationMessage(t('Forgot the password for {place}.', { place: places }));
    return;
  }
  const known = await deps.passwords.known();
  if (known.length === 0) {
    void window.showInformationMessage(t('No password is known.'));
    return;
  }
  const everything = { label: t('All passwords'), all: true };
  const items = [...known.map((label) => ({ label, all: false })), ...(known.length > 1 ? [everything] : [])];
  const result = await pickStep({ title: t('Forget password'), step: 1, total: 1 }, items, {
    placeholder: t('Which password shall be forgotten?'),
  });
  if (typeof result === 'string') return;
  const names = result.value.all ? known : [result.value.label];
  for (const name of names) {
    const parsed = parseTarget(name);
    if ('target' in parsed) await deps.passwords.forget(parsed.target);
  }
}

/** The commands about passwords. */
export function passwordHandlers(deps: PasswordActionsDeps): Handlers {
  return {
    'ftpDiagnose.movePassword': (...args) => moveAll(args, deps),
    'ftpDiagnose.forgetPassword': (...args) => forget(args, deps),
  };
}
