import { verbOf } from '../../core/ftp/command.ts';
import type { Translate } from '../../core/l10n.ts';
import type { TraceEvent } from '../../core/trace/event.ts';

/** The name of the step that a command begins, null when it begins none. */
function commandStep(text: string, t: Translate): string | null {
  const verb = verbOf(text);
  switch (verb) {
    case 'AUTH':
      return t('Asking for TLS');
    case 'USER':
    case 'PASS':
      return t('Logging in');
    case 'FEAT':
    case 'SYST':
    case 'STAT':
      return t('Asking what the server is');
    case 'PASV':
    case 'EPSV':
    case 'PORT':
    case 'EPRT':
      return t('Trying {mode}', { mode: verb });
    case 'LIST':
    case 'MLSD':
    case 'NLST':
      return t('Listing the directory');
    default:
      return null;
  }
}

function stepAfter(event: TraceEvent, t: Translate): string | null {
  if (event.kind === 'resolve') return t('Connecting');
  if (event.kind === 'command') return commandStep(event.text, t);
  return event.kind === 'connect' && event.outcome === 'connected' ? t('Waiting for the greeting') : null;
}

/**
 * Tells for each event what a person reads while its step is under way; null keeps the step before. The session of the
 * idle test of `holdMs` is one step from its beginning: nothing happens in it for a long time.
 */
export function stepTeller(t: Translate, holdMs: number | null): (event: TraceEvent) => string | null {
  let idle: number | null = null;
  return (event) => {
    if (event.kind === 'note' && event.data['purpose'] === 'idle test') idle = event.session;
    if (holdMs === null || event.session !== idle) return stepAfter(event, t);
    return t('Leaving a session idle for {seconds} s', { seconds: Math.round(holdMs / 1000) });
  };
}
