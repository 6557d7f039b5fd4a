import type { Translate } from '../l10n.ts';
import { sayAnnounce } from './addressWording.ts';
import type { Facts } from './facts.ts';
import type { AddressFault } from './pasvAddress.ts';

/** Where the zeros of a 227 come from. */
type ZeroCause =
  /** vsftpd under listen_ipv6=YES, as its STAT shows: then any pasv_address comes out as zeros. */
  | 'listen-ipv6'
  /** vsftpd under listen=YES, as its STAT shows: then pasv_address itself holds zeros. */
  | 'own-value'
  /** vsftpd or a server that is not known. */
  | 'unclear'
  | 'other-product';

/** vsftpd 2.2.2 to 3.0.5 print an IPv4 client as `::ffff:` under listen_ipv6=YES, and plainly under listen=YES. */
function readCause({ server, seenAs, trace }: Facts): ZeroCause {
  const { product } = server;
  if (product !== 'vsftpd') return product === 'unknown' ? 'unclear' : 'other-product';
  const stat = trace.events.find(({ id }) => id === seenAs?.event)?.text ?? '';
  const shown = /^[ \t]{0,32}Connected to (::ffff:)?[0-9.]{7,15}[ \t\r]{0,32}$/im.exec(stat);
  if (shown === null) return 'unclear';
  return shown[1] === undefined ? 'own-value' : 'listen-ipv6';
}

/** Where the zeros come from (vsftpd 3.0.3 tried; container images by their documentation). */
export function sayZeroOrigin(facts: Facts, t: Translate): string {
  switch (readCause(facts)) {
    case 'listen-ipv6':
      return t(
        'The server’s STAT shows the client’s address behind “::ffff:”, so vsftpd runs with listen_ipv6=YES; then it sends zeros whatever pasv_address holds. The pair listen=YES and listen_ipv6=NO ends it.',
      );
    case 'own-value':
      return t(
        'The server’s STAT shows that vsftpd runs with listen=YES, so it is pasv_address itself that holds zeros, as some container images set it.',
      );
    case 'unclear':
      return t(
        'vsftpd sends zeros when pasv_address is set while listen_ipv6=YES, as in the stock file of most distributions; the pair listen=YES and listen_ipv6=NO ends it.',
      );
    case 'other-product':
      return t(
        'Some clients read zeros as “the address of the control connection” and get through; others fail.',
      );
  }
}

/** The order to the administrator: of a pasv_address under listen_ipv6=YES it is the listen lines that are wrong. */
export function sayMend(fault: AddressFault, facts: Facts, t: Translate): string {
  const isByListening = fault.advertised.scope === 'unspecified' && readCause(facts) === 'listen-ipv6';
  return isByListening
    ? t('set listen=YES and listen_ipv6=NO beside pasv_address')
    : sayAnnounce(fault, facts, t);
}
