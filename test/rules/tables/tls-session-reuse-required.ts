import type { RuleTable } from '../../support/ruleTable.ts';
import { listing, pasv, publicSession } from '../../support/traceParts.ts';

const secure = publicSession.replace('> USER', '> AUTH TLS\n< 234 go\n! tls ok TLSv1.3\n> USER');
const resumed = pasv(30012, 'connected', `! data-tls ok TLSv1.3 resumed${listing}`);
const said = '522 SSL connection failed: session reuse required';

export const cases: RuleTable = [
  {
    name: 'is an error where a client’s transfers fail by it',
    trace:
      secure +
      pasv(
        30012,
        'connected',
        `! data-tls ok TLSv1.3\n> LIST\n< 150 Here\n< ${said}\n! transfer LIST failed 0`,
      ),
    finds: {
      severity: 'error',
      confidence: 'proven',
      owner: 'client',
      says: ['session reuse required'],
      evidence: said,
    },
  },
  {
    name: 'knows the words of FileZilla Server',
    trace:
      secure +
      pasv(
        30012,
        'connected',
        '> LIST\n< 150 Here\n< 425 Unable to build data connection: TLS session of data connection not resumed.',
      ),
    finds: { confidence: 'proven' },
  },
  {
    name: 'takes the words of ProFTPD under TLS as likely',
    trace:
      secure +
      pasv(
        30012,
        'connected',
        '> LIST\n< 150 Here\n< 425 Unable to build data connection: Operation not permitted',
      ),
    finds: { confidence: 'likely' },
  },
  {
    name: 'is an information where our resumed transfer works and the fresh one is refused',
    trace: `== 0 survey\n${secure}${resumed}== 1 reuse test=tls-reuse\n${secure}${pasv(30013, 'connected', `! data-tls ok TLSv1.3 fresh\n> LIST\n< 150 Here\n< ${said}\n! transfer LIST failed 0`)}`,
    finds: { severity: 'info', confidence: 'proven', says: ['its transfers work'] },
  },
  {
    name: 'is shown by a fresh handshake that fails without a word, too',
    trace: `== 0 survey\n${secure}${resumed}== 1 reuse test=tls-reuse\n${secure}${pasv(30013, 'connected', '! data-tls failed fresh\n> LIST\n! transfer LIST failed 0')}`,
    finds: { severity: 'info', confidence: 'proven' },
  },
  {
    name: 'is silent when the fresh handshake is as good',
    trace: `== 0 survey\n${secure}${resumed}== 1 reuse test=tls-reuse\n${secure}${pasv(30013, 'connected', `! data-tls ok TLSv1.3 fresh${listing}`)}`,
    finds: null,
  },
  {
    name: 'is silent about the same words of ProFTPD in clear text',
    trace:
      publicSession +
      pasv(
        30012,
        'connected',
        '> LIST\n< 150 Here\n< 425 Unable to build data connection: Operation not permitted',
      ),
    finds: null,
  },
];
