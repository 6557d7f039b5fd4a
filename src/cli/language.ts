import { createTranslate, type Language, type Translate } from '../core/l10n.ts';
import { UsageError } from './usageError.ts';

/** The Chinese messages, put in by the build; source files run as they are speak English. */
declare const FTP_DIAGNOSE_ZH_CN: Readonly<Record<string, string>> | undefined;
/** The version of package.json, put in by the build. */
declare const FTP_DIAGNOSE_VERSION: string | undefined;

/** The version that reports and --version name. */
export const toolVersion = typeof FTP_DIAGNOSE_VERSION === 'undefined' ? '0.0.0' : FTP_DIAGNOSE_VERSION;

/** A translator for the language. */
export function translatorFor(lang: Language): Translate {
  if (lang === 'en' || typeof FTP_DIAGNOSE_ZH_CN === 'undefined') return createTranslate();
  return createTranslate(FTP_DIAGNOSE_ZH_CN);
}

/** The language that a locale name stands for; traditional Chinese readers get English rather than the wrong script. */
function languageOf(locale: string): Language {
  const name = locale
    .toLowerCase()
    .replaceAll('_', '-')
    .replace(/[.@].*$/, '');
  return /^zh(-hans)?(-(cn|sg))?$/.test(name) ? 'zh-cn' : 'en';
}

/**
 * The language to speak: `--lang`, else the locale of messages (POSIX: LC_ALL, LC_MESSAGES, LANG), else the system's.
 *
 * @throws UsageError when --lang names another language.
 */
export function chooseLanguage(
  asked: string | null,
  environment: Readonly<Record<string, string | undefined>>,
  systemLocale: string,
): Language {
  const locale = [environment['LC_ALL'], environment['LC_MESSAGES'], environment['LANG']].find(
    (value) => value !== undefined && value !== '',
  );
  const fallback = languageOf(locale ?? systemLocale);
  if (asked === null) return fallback;
  if (/^en([-_].*)?$/i.test(asked)) return 'en';
  if (languageOf(asked) === 'zh-cn') return 'zh-cn';
  const t = translatorFor(fallback);
  throw new UsageError(t('--lang takes en or zh-cn.'));
}
