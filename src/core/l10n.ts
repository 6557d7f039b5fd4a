/** A value that a message may carry. */
export type MessageArguments = Readonly<Record<string, string | number>>;

/**
 * Gives the localised form of an English message whose `{name}` marks are replaced by `args`.
 * Calls take a string literal, so that the key check finds them (`t('The server announced {address}', { address })`).
 */
export type Translate = (message: string, args?: MessageArguments) => string;

/** Languages that reports and the command line speak. */
export type Language = 'en' | 'zh-cn';

/** A translator over a bundle (English message → translation); a missing key stays English. */
export function createTranslate(bundle: Readonly<Record<string, string>> = {}): Translate {
  return (message, args = {}) =>
    (bundle[message] ?? message).replace(/\{(\w+)\}/g, (mark, name: string) => {
      const value = args[name];
      return value === undefined ? mark : String(value);
    });
}
