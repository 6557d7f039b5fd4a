import type { Translate } from '../../core/l10n.ts';
import { defaultPort, type Scheme } from '../../core/ftp/target.ts';
import { walkForm, type Asking, type FormStep, type StepResult } from '../quickInput/form.ts';
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

function securityItems(t: Translate): readonly SecurityItem[] {
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

/** The steps of the form and what they have been told so far. */
class EndpointForm {
  readonly #ask: Asking;
  readonly #t: Translate;
  readonly #editing: boolean;
  #draft: EndpointDraft;
  /** What the URL of the first step has said; asked for again only when editing. */
  #given: EndpointDraft = emptyDraft;

  constructor(start: EndpointDraft | null, ask: Asking, t: Translate) {
    this.#ask = ask;
    this.#t = t;
    this.#editing = start !== null;
    this.#draft = start ?? emptyDraft;
  }

  get draft(): EndpointDraft {
    return this.#draft;
  }

  /** The steps as they are needed now: what the first line has said is not asked again. */
  steps(): readonly FormStep[] {
    if (this.#draft.scenario !== null) return [this.#host, this.#name];
    const asks = (known: unknown): boolean => this.#editing || known === null;
    return [
      this.#host,
      ...(asks(this.#given.scheme) ? [this.#security] : []),
      ...(asks(this.#given.port) ? [this.#port] : []),
      ...(asks(this.#given.user) ? [this.#user] : []),
      ...((this.#draft.user ?? '') !== '' && this.#given.password === null ? [this.#password] : []),
      this.#name,
    ];
  }

  #set(change: Partial<EndpointDraft>): void {
    this.#draft = { ...this.#draft, ...change };
  }

  readonly #host: FormStep = async (frame) => {
    const t = this.#t;
    return take(
      await this.#ask.input(frame, {
        prompt: t(
          'URL or host name. A password in a URL goes to the encrypted store, never to the settings.',
        ),
        placeholder: 'ftp.example.com, ftpes://user@192.0.2.10:2121',
        value: draftLine(this.#draft),
        validate: (value) => {
          const fault = hostFault(value);
          return fault === null ? null : faultWords(fault, t);
        },
      }),
      (line) => {
        this.#given = draftFromLine(line, emptyDraft);
        this.#draft = draftFromLine(line, this.#draft);
      },
    );
  };

  readonly #security: FormStep = async (frame) => {
    const t = this.#t;
    const items = securityItems(t);
    const active = items.find(({ scheme }) => scheme === this.#draft.scheme);
    const result = await this.#ask.pick(frame, items, {
      placeholder: t('How does the server protect the connection?'),
      ...(active === undefined ? {} : { active }),
    });
    return take(result, ({ scheme }) => {
      // A port that was the old scheme's own follows the new one.
      const port = this.#draft.port === defaultPort(this.#draft.scheme ?? 'ftp') ? null : this.#draft.port;
      this.#set({ scheme, port });
    });
  };

  readonly #port: FormStep = async (frame) => {
    const t = this.#t;
    const usual = defaultPort(this.#draft.scheme ?? 'ftp');
    const result = await this.#ask.input(frame, {
      prompt: t('Port of the control connection'),
      value: String(this.#draft.port ?? usual),
      validate: (value) => (portFault(value) === null ? null : faultWords('bad-port', t)),
    });
    return take(result, (value) => this.#set({ port: value.trim() === '' ? usual : Number(value.trim()) }));
  };

  readonly #user: FormStep = async (frame) => {
    const t = this.#t;
    return take(
      await this.#ask.input(frame, {
        prompt: t('User name; leave it empty to log in as anonymous'),
        value: this.#draft.user ?? '',
        validate: (value) => (userFault(value) === null ? null : faultWords('control-character', t)),
      }),
      (value) => this.#set({ user: value.trim() }),
    );
  };

  readonly #password: FormStep = async (frame) => {
    const t = this.#t;
    return take(
      await this.#ask.input(frame, {
        prompt: this.#editing
          ? t('Password, kept encrypted by the editor; leave it empty to keep what is known')
          : t('Password, kept encrypted by the editor; leave it empty to be asked at the first diagnosis'),
        password: true,
        validate: (value) => (userFault(value) === null ? null : faultWords('control-character', t)),
      }),
      (value) => this.#set({ password: value === '' ? null : value }),
    );
  };

  readonly #name: FormStep = async (frame) => {
    const t = this.#t;
    const usual = defaultName(draftDestination(this.#draft));
    const result = await this.#ask.input(frame, {
      prompt: t('Name in the list'),
      placeholder: usual,
      value: this.#draft.name ?? usual,
    });
    return take(result, (value) => this.#set({ name: value }));
  };
}

/**
 * Asks for an endpoint step by step, validated while it is typed. A URL in the first step answers what it contains.
 * Resolves null when the person leaves; nothing has been written then.
 */
export async function askEndpoint(
  title: string,
  start: EndpointDraft | null,
  ask: Asking,
  t: Translate,
): Promise<EndpointDraft | null> {
  const form = new EndpointForm(start, ask, t);
  return (await walkForm(title, () => form.steps())) ? form.draft : null;
}
