import type { EngineOptions } from './createEngine.ts';
import type { Doctor } from './doctor.ts';

/** A doctor whose engine is loaded when it is first asked for something. */
export function lazyDoctor(options: EngineOptions): Doctor {
  let engine: Promise<Doctor> | null = null;
  const load = (): Promise<Doctor> => {
    engine ??= import('./createEngine.ts').then(({ createEngine }) => createEngine(options));
    return engine;
  };
  return {
    diagnose: async (request) => (await load()).diagnose(request),
    read: async (text, language) => (await load()).read(text, language),
    write: async (report, format, how) => (await load()).write(report, format, how),
    scenarios: async (language) => (await load()).scenarios(language),
  };
}
