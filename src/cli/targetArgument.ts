import type { Translate } from '../core/l10n.ts';
import { parseTarget, type Target, type TargetFault } from '../core/ftp/target.ts';
import { UsageError } from './usageError.ts';

const example = 'ftp-diagnose ftp://user@ftp.example.com:21';

/** The URL as far as it may be repeated: not where it could hold a password. */
function quotable(text: string): string | null {
  return text.includes('@') || text.length > 100 ? null : text;
}

function faultWords(t: Translate, fault: TargetFault, text: string, scheme: string): string {
  switch (fault) {
    case 'empty':
      return t('The URL is empty; write it like this: {example}', { example });
    case 'no-scheme': {
      if (/^ftp(?:e?s)?:/i.test(text)) {
        return t('The URL lacks the two slashes behind its scheme; write it like this: {example}', {
          example,
        });
      }
      const url = quotable(text);
      return url === null
        ? t('The URL has no scheme; write ftp://, ftpes:// or ftps:// in front of it.')
        : t('"{url}" is no URL; did you mean ftp://{url}?', { url });
    }
    case 'unknown-scheme':
      return scheme === 'sftp'
        ? t('sftp:// is SSH, not FTP; this tool diagnoses ftp://, ftpes:// and ftps:// only.')
        : t('Unknown scheme {scheme}://; use ftp://, ftpes:// (AUTH TLS) or ftps:// (implicit TLS).', {
            scheme,
          });
    case 'no-host':
      return t('The URL names no host; write it like this: {example}', { example });
    case 'bad-host':
      return t('The host in the URL cannot be read; IPv6 goes in brackets: ftp://[2001:db8::7]:21');
    case 'bad-address':
      return t(
        'The host in the URL is no address: each of its four numbers must be from 0 to 255, without a zero in front.',
      );
    case 'bad-port':
      if (/^[^/]*\/\/[^/]*:[^/@]*:[^/@]*(\/|$)/.test(text)) return faultWords(t, 'bad-host', text, scheme);
      return t('The port in the URL must be a number from 1 to 65535.');
    case 'control-character':
      return t('The URL holds a control character; take it out.');
    case 'bad-escape':
      return t('The URL holds a % that is not followed by two hex digits; write %25 for a % sign.');
  }
}

/** A target and the password that stood in its URL. */
export interface TargetArgument {
  readonly target: Target;
  readonly password: string | null;
}

/** Reads the URL; `user` is --user. The password is returned apart and is in no message. @throws UsageError */
export function readTarget(text: string, user: string | null, t: Translate): TargetArgument {
  const parsed = parseTarget(text);
  if ('fault' in parsed) {
    throw new UsageError(faultWords(t, parsed.fault, text.trim(), parsed.scheme ?? ''));
  }
  const { target, password } = parsed;
  if (user !== null && target.user !== null && user !== target.user) {
    throw new UsageError(t('The URL and --user name different users; leave one of them out.'));
  }
  if (user !== null && /[\r\n\0]/.test(user)) {
    throw new UsageError(t('--user holds a line break, which FTP cannot send.'));
  }
  const named = { ...target, user: user ?? target.user };
  if (password !== null && named.user === null) {
    throw new UsageError(
      t('The URL has a password but no user; write ftp://user@host and set FTP_PASSWORD.'),
    );
  }
  return { target: named, password };
}
