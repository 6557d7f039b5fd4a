import { configFacts } from '../../config/settings.ts';
import { passiveRangeOf } from '../../config/passiveRange.ts';
import type { NoteEvent, TraceEvent } from '../../trace/event.ts';
import type { SourceEntry, Trace } from '../../trace/trace.ts';
import { draw, knownOf, type Drawn } from './drawFacts.ts';
import type { HostFact } from './hostFact.ts';

/** The facts of one file. */
export interface FileFacts {
  readonly file: string;
  readonly facts: readonly HostFact[];
}

/** A vsftpd.conf has at least this many lines; fewer may be anything, unless they set its passive ports or address. */
const fewestOptions = 3;

/** The text of a vsftpd.conf among the facts, null when there is none. */
function configOf(facts: readonly HostFact[]): string | null {
  const options = facts.flatMap((fact) => (fact.kind === 'option' ? [fact.text] : []));
  const text = `${options.join('\n')}\n`;
  const names = Object.keys(configFacts(text));
  return names.length >= fewestOptions || names.some((name) => name.startsWith('pasv_m')) ? text : null;
}

function noteOf({ fact, data, text, line }: Drawn, id: number, source: number, at: number | null): NoteEvent {
  return {
    id,
    at,
    session: 0,
    connection: 0,
    channel: 'host',
    from: 'local',
    kind: 'note',
    note: 'host-fact',
    data: { fact, ...data },
    text,
    source: { id: source, line },
  };
}

/** Adds to a session what was pasted beside it, as notes that name file and line, and a vsftpd.conf as settings. */
export function applyHostFacts(trace: Trace, files: readonly FileFacts[]): Trace {
  const known = knownOf(trace.events);
  const sources: SourceEntry[] = [...trace.sources];
  const events: TraceEvent[] = [...trace.events];
  const at = events.at(-1)?.at ?? null;
  let { settings } = trace;
  for (const { file, facts } of files) {
    const drawn = draw(facts, known);
    const config = configOf(facts);
    if (drawn.length === 0 && config === null) continue;
    let source = sources.find((entry) => entry.file === file)?.id;
    if (source === undefined) {
      source = sources.length;
      sources.push({ id: source, kind: config === null ? 'host-facts' : 'config', file, point: null });
    }
    for (const fact of drawn) events.push(noteOf(fact, events.length, source, at));
    if (config !== null) {
      settings = {
        ...settings,
        range: settings.range ?? passiveRangeOf(config),
        config: settings.config ?? configFacts(config),
      };
    }
  }
  return { ...trace, sources, events, settings };
}
