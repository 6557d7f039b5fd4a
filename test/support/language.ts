import { createTranslate, type Language, type Translate } from '../../src/core/l10n.ts';
import { bundleFiles } from './translations.ts';

/** The translator that users of `language` get: all its message files merged. */
export function translatorOf(language: Language): Translate {
  if (language === 'en') return createTranslate();
  const bundle: Record<string, string> = {};
  for (const { messages } of bundleFiles(language)) Object.assign(bundle, messages);
  return createTranslate(bundle);
}
