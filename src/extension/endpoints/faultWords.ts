import type { Translate } from '../../core/l10n.ts';
import type { EntryFault } from './endpoint.ts';

/** What is wrong with a URL or an entry, as one sentence that says what would be right. */
export function faultWords(fault: EntryFault, t: Translate): string {
  switch (fault) {
    case 'empty':
      return t('Enter a URL or a host name.');
    case 'no-scheme':
      return t('The URL must begin with ftp://, ftpes:// or ftps://.');
    case 'unknown-scheme':
      return t('Only ftp://, ftpes:// and ftps:// can be diagnosed; SFTP is another protocol.');
    case 'no-host':
      return t('The URL names no host.');
    case 'bad-host':
    case 'bad-address':
      return t('This is no host name or address; an IPv6 address stands in brackets.');
    case 'bad-port':
      return t('A port is a number from 1 to 65535.');
    case 'control-character':
      return t('Control characters are not allowed here.');
    case 'bad-escape':
      return t('A % must be followed by two hexadecimal digits.');
    case 'not-a-list':
      return t('The setting must be a list of endpoints.');
    case 'not-an-entry':
      return t('An entry is an object with a "url".');
    case 'no-url':
      return t('The entry has no "url".');
    case 'no-scenario':
      return t('A practice URL names a scenario, for example practice://eip-normal.');
    case 'bad-range':
      return t('A port range is written as 30000-30099.');
    case 'bad-config-file':
      return t('"configFile" is a URI such as file:///etc/vsftpd.conf, or an absolute path.');
    case 'bad-name':
      return t('The "name" of an entry is text.');
  }
}
