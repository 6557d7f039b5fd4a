import type { RuleTable } from '../../support/ruleTable.ts';
import { seedTrace } from '../../support/seed.ts';
import { epsv, listing, pasv, pasvNaming, publicSession, stat } from '../../support/traceParts.ts';

const fine = publicSession + pasv(30012, 'connected', listing) + epsv(30013, 'connected', listing);

export const cases: RuleTable = [
  {
    name: 'says what works, how many bytes moved, and what was not tried',
    trace: fine,
    finds: { severity: 'info', confidence: 'proven', says: ['PASV, EPSV', '10000 bytes', 'No upload'] },
  },
  {
    name: 'names the modes that were not tried',
    trace: `${fine}! note skipped mode=EPRT family=4 tls=false reason=pending-transfer\n! note skipped mode=PORT family=6 tls=false reason=ipv4-only`,
    finds: { says: ['Not tried: EPRT.'] },
  },
  {
    name: 'says of an empty listing of a named folder that there may be no such folder',
    trace:
      publicSession +
      pasv(
        30012,
        'connected',
        '> LIST nosuch\n< 150 Here it comes.\n! transfer LIST ok 0\n< 226 Directory send OK.',
      ),
    finds: { severity: 'info', says: ['The listing of nosuch is empty', 'none of that name'] },
  },
  {
    name: 'says nothing of the sort where no folder was named',
    trace:
      publicSession +
      pasv(
        30012,
        'connected',
        '> LIST\n< 150 Here it comes.\n! transfer LIST ok 0\n< 226 Directory send OK.',
      ),
    finds: { says: [/work(?![^]*is empty)/] },
  },
  {
    name: 'warns that a small listing proves little',
    trace: fine.replaceAll('5000', '68'),
    finds: { says: ['136 bytes', '2 kB'] },
  },
  {
    name: 'stands beside informations, such as active mode refused behind NAT',
    trace: `${fine}${stat('125.120.45.15')}> PORT 192,168,0,130,156,65\n< 500 Illegal PORT command.`,
    finds: { severity: 'info' },
  },
  {
    name: 'is only possible when nothing was transferred',
    trace: publicSession,
    finds: { confidence: 'possible', evidence: '230 In.', says: ['no transfer was seen'] },
  },
  {
    name: 'is only possible when the run ended early',
    trace: fine,
    about: { stopped: 'time', complete: false },
    finds: {
      confidence: 'possible',
      says: ['ended early'],
      verdict: 'a listing came through, and then the diagnosis ended early',
    },
  },
  { name: 'is silent beside an error', trace: seedTrace, finds: null },
  { name: 'is silent beside a warning', trace: fine + stat('172.17.0.1'), finds: null },
  {
    name: 'counts what was received by all listings, from 2000 bytes on without a doubt',
    trace: fine.replaceAll('5000', '1000'),
    finds: { says: [/: PASV, EPSV\.\n2000 bytes were received\.\nNo upload/] },
  },
  {
    name: 'says so when an upload came through, and knows when nobody counted bytes',
    trace: `${publicSession}${pasvNaming('123.56.241.199', '> STOR a\n< 150 Here\n< 226 Done.')}`,
    finds: { says: [/how many bytes they moved is not in the evidence\.(?![^]*No upload)/] },
  },
  ...(
    [
      [null, 'diagnose with a listing to be sure'],
      ['ctrl-c', 'run it again and let it finish'],
      ['time', 'run it again with a longer --timeout'],
      ['login', 'ended before data connections could be tried'],
      ['closed', 'ended before data connections could be tried'],
    ] as const
  ).map(([stopped, verdict]) => ({
    name: `says what to do where nothing was transferred: ${stopped ?? 'it ran to its end'}`,
    trace: publicSession,
    about: { stopped, complete: stopped === null },
    finds: { verdict },
  })),
];
