import { plainJson } from '../plainJson.ts';

/** The list in the text of a settings.json; null where it holds none, or cannot be read. */
export function endpointsInSettings(text: string): readonly unknown[] | null {
  try {
    const settings = JSON.parse(plainJson(text)) as Readonly<Record<string, unknown>> | null;
    const value = settings?.['ftpDiagnose.endpoints'];
    return Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
