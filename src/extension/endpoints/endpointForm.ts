import { defaultPort, type Scheme } from '../../core/probe/target.ts';
import { t } from '../localize.ts';
import { inputStep, pickStep, walkForm, type FormStep, type StepResult } from '../quickInput/steps.ts';
import { defaultName } from './endpoint.ts';
import {
  draftDestination,
  draftFromLine,
  draftLine,
  emptyDraft,
  hostFault,
  portFault,
  userFault,
  type EndpointDraft,
} from './endpointDraft.ts';
import { faultWords } from './faultWords.ts';

interface SecurityItem {
  readonly scheme: Scheme;
  readonly label: string;
  readonly description: string;
}

function securityItems(): readonly SecurityItem[] {
  return [
    { scheme: 'ftp', label: t('None'), description: t('ftp://: clear text, port 21') },
    { scheme: 'ftpes', label: t('Explicit TLS'), description: t('ftpes://: AUTH TLS on port 21') },
    {
      scheme: 'ftps',
      label: t('Implicit TLS'),
      description: t('ftps://: TLS from the first byte, port 990'),
    },
  ];
}

function take<T>(result: StepResult<T>, use: (value: T) => void): 'next' | 'back' | 'cancel' {
  if (result === 'back' || result === 'cancel') return result;
  use(result.value);
  return 'next';
}

/**
 * Asks for an endpoint step by step, validated while it is typed. A URL in the first step answers what it contains.
 * Resolves null when the person leaves; nothing has been written then.
 */
export async function askEndpoint(title: string, start: EndpointDraft | null): Promise<EndpointDraft | null> {
  const editing = start !== null;
  let draft = start ?? emptyDraft;
  /** What the URL of the first step has said; asked for only when editing. */
  let given: EndpointDraft = emptyDraft;

  const host: FormStep = async (frame) =>
    take(
      await inputStep(frame, {
        prompt: t(
          'URL or host name. A password in a URL goes to the encrypted store, never to the settings.',
        ),
        placeholder: 'ftp.example.com, ftpes://user@192.0.2.10:2121',
        value: draftLine(draft),
        validate: (value) => {
          const fault = hostFault(value);
          return fault === null ? null : faultWords(fault, t);
        },
      }),
      (line) => {
        given = draftFromLine(line, emptyDraft);
        draft = draftFromLine(line, draft);
      },
    );

  const security: FormStep = async (frame) => {
    const items = securityItems();
    const active = items.find(({ scheme }) => scheme === draft.scheme);
    const result = await pickStep(frame, items, {
      placeholder: t('How does the server protect the connection?'),
      ...(active === undefined ? {} : { active }),
    });
    return take(result, ({ scheme }) => {
      // A port that was the old scheme's own follows the new one.
      const port = draft.port === defaultPort(draft.scheme ?? 'ftp') ? null : draft.port;
      draft = { ...draft, scheme, port };
    });
  };

  const port: FormStep = async (frame) => {
    const usual = defaultPort(draft.scheme ?? 'ftp');
    const result = await inputStep(frame, {
      prompt: t('Port of the control connection'),
      value: String(draft.port ?? usual),
      validate: (value) => (portFault(value) === null ? null : faultWords('bad-port', t)),
    });
    return take(result, (value) => {
      draft = { ...draft, port: value.trim() === '' ? usual : Number(value.trim()) };
    });
  };

  const user: FormStep = async (frame) =>
    take(
      await inputStep(frame, {
        prompt: t('User name; leave it empty to log in as anonymous'),
        value: draft.user ?? '',
        validate: (value) => (userFault(value) === null ? null : faultWords('control-character', t)),
      }),
      (value) => {
        draft = { ...draft, user: value.trim() };
      },
    );

  const password: FormStep = async (frame) =>
    take(
      await inputStep(frame, {
        prompt: editing
          ? t('Password, kept encrypted by the editor; leave it empty to keep what is known')
          : t('Password, kept encrypted by the editor; leave it empty to be asked at the first diagnosis'),
        password: true,
        validate: (value) => (userFault(value) === null ? null : faultWords('control-character', t)),
      }),
      (value) => {
        draft = { ...draft, password: value === '' ? null : value };
      },
    );

  const name: FormStep = async (frame) => {
    const usual = defaultName(draftDestination(draft));
    const result = await inputStep(frame, {
      prompt: t('Name in the list'),
      placeholder: usual,
      value: draft.name ?? usual,
    });
    return take(result, (value) => {
      draft = { ...draft, name: value };
    });
  };

  const finished = await walkForm(title, () => {
    if (draft.scenario !== null) return [host, name];
    const asks = (known: unknown): boolean => editing || known === null;
    return [
      host,
      ...(asks(given.scheme) ? [security] : []),
      ...(asks(given.port) ? [port] : []),
      ...(asks(given.user) ? [user] : []),
      ...((draft.user ?? '') !== '' && given.password === null ? [password] : []),
      name,
    ];
  });
  return finished ? draft : null;
}
