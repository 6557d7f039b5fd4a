import { env, l10n } from 'vscode';
import type { Language, Translate } from '../core/l10n.ts';

const translateWithEditor = l10n.t;

/** Messages in the editor's display language. */
export const t: Translate = (message, args = {}) => translateWithEditor(message, args);

/** The language of reports that the editor's own language asks for. */
export function displayLanguage(): Language {
  return env.language.toLowerCase().startsWith('zh') ? 'zh-cn' : 'en';
}
