import type { Facts } from '../diagnosis/facts.ts';
import type { Translate } from '../l10n.ts';
import type { ClientPrediction } from '../report/report.ts';
import { because } from './because.ts';
import { printed } from './message.ts';
import { observe, type Observed } from './observed.ts';
import type { ClientProfile } from './profile.ts';
import { clientProfiles } from './table/index.ts';
import { walk, type Step } from './walk.ts';

/** A wait that a person notices, in ms. */
const noticeableMs = 1000;

type Prediction = Omit<ClientPrediction, 'id' | 'name'>;

const untold = { message: null, delayMs: null, option: null } as const;

function unknown(because: string): Prediction {
  return { outcome: 'unknown', because, ...untold };
}

/** The first option with which the listing comes without a wait. */
function helpfulOption({ options }: ClientProfile, observed: Observed): string | null {
  const found = options.find(({ behaviour }) => {
    const step = walk(behaviour, observed).at(-1);
    return step?.end === 'works' && step.waitedMs < noticeableMs;
  });
  return found?.text ?? null;
}

/** What stands against a prediction before any data connection: TLS that a client cannot do, or that nobody has seen. */
function tlsDoubt({ tls }: ClientProfile, observed: Observed, t: Translate): string | null {
  if (!observed.tls) {
    return observed.offersTls && tls?.how === 'itself'
      ? t('It goes on under TLS where the server offers it, and this run was in clear')
      : null;
  }
  if (tls === null) return t('Whether it speaks FTP over TLS is not known');
  if (tls.how === 'never') return t('It does not speak FTP over TLS, and a session in clear was not tried');
  if (observed.oldTls !== null) {
    return t('Whether its TLS library still accepts {version} depends on its age', {
      version: observed.oldTls,
    });
  }
  return null;
}

/** What stands against a listing that would come through: data connections that have to resume the TLS session. */
function resumptionDoubt({ tls }: ClientProfile, observed: Observed, t: Translate): Prediction | null {
  if (!observed.tls || observed.needsResumption === false || tls?.resumes === true) return null;
  if (tls?.resumes === undefined) {
    return unknown(t('Whether its data connections resume the TLS session is not known'));
  }
  return observed.needsResumption === null
    ? unknown(
        t(
          'Its data connections do not resume the TLS session, and whether this server demands it was not tried',
        ),
      )
    : {
        outcome: 'fails',
        because: t('Its data connections do not resume the TLS session, as this server demands'),
        ...untold,
      };
}

function fails(
  profile: ClientProfile,
  steps: readonly Step[],
  last: Extract<Step, { end: 'fails' }>,
  observed: Observed,
  t: Translate,
): Prediction {
  const why = because(last, observed, t);
  if (profile.fetchesOnly === true && last.failure === 'listing-refused') {
    return unknown(t('It fetches single files, and only a listing was tried'));
  }
  return {
    outcome: 'fails',
    because: why,
    message: printed(profile, steps, observed),
    delayMs: null,
    option: helpfulOption(profile, observed),
  };
}

function succeeds(
  profile: ClientProfile,
  last: Extract<Step, { end: 'works' }>,
  observed: Observed,
  t: Translate,
): Prediction {
  const doubt = resumptionDoubt(profile, observed, t);
  if (doubt !== null) return doubt;
  const greetingMs = observed.greetingMs ?? 0;
  const delayMs = Math.round(last.waitedMs + (greetingMs >= noticeableMs ? greetingMs : 0));
  const slow = delayMs >= noticeableMs;
  const option = last.waitedMs >= noticeableMs ? helpfulOption(profile, observed) : null;
  return {
    outcome: slow ? 'slow' : 'works',
    because: because(last, observed, t),
    message: null,
    delayMs: slow ? delayMs : null,
    option: option ?? (observed.tls ? (profile.tls?.text ?? null) : null),
  };
}

function predict(profile: ClientProfile, observed: Observed, t: Translate): Prediction {
  const walks = profile.behaviours.map((behaviour) => walk(behaviour, observed));
  const steps = walks[0] ?? [];
  const last = steps.at(-1);
  if (last === undefined) return unknown(t('How this client works is not known'));
  const doubt = tlsDoubt(profile, observed, t);
  if (doubt !== null) return unknown(doubt);
  if (new Set(walks.map((each) => each.at(-1)?.end)).size > 1) {
    return unknown(t('Its versions or settings differ: some would work, some would not'));
  }
  switch (last.end) {
    case 'works':
      return succeeds(profile, last, observed, t);
    case 'fails':
      return fails(profile, steps, last, observed, t);
    case 'unknown':
      return unknown(because(last, observed, t));
  }
}

/**
 * What well-known FTP clients would make of the server that the facts describe: one entry a client, empty where no session
 * got as far as a data command, since clients do not differ before that.
 */
export function predictClients(facts: Facts, t: Translate): readonly ClientPrediction[] {
  const observed = observe(facts);
  if (observed === null) return [];
  return clientProfiles.map((profile) => {
    const { id, name } = profile;
    return { id, name, ...predict(profile, observed, t) };
  });
}
