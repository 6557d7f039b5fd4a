import type { RuleTable } from '../../support/ruleTable.ts';
import { listing, pasv, publicSession } from '../../support/traceParts.ts';

export const cases: RuleTable = [
  {
    name: 'is an error when LIST is refused before it begins',
    trace:
      publicSession +
      pasv(30012, 'connected', '> LIST\n< 550 Permission denied.\n! transfer LIST rejected 0'),
    finds: {
      severity: 'error',
      confidence: 'proven',
      owner: 'server',
      says: ['550 Permission denied.', 'not about the network'],
      evidence: '550 Permission denied.',
    },
  },
  {
    name: 'tells a missing path',
    trace: `${publicSession}> RETR /no\n< 550 /no: No such file or directory`,
    finds: { owner: 'client', says: ['does not exist'] },
  },
  {
    name: 'tells a full disk',
    trace: `${publicSession}> STOR a\n< 552 Quota exceeded`,
    finds: { says: ['no room'] },
  },
  {
    name: 'is a warning for a directory that cannot be entered',
    trace: `${publicSession}> CWD /root\n< 550 Failed to change directory.`,
    finds: { severity: 'warning' },
  },
  {
    name: 'sees an empty listing of a directory that cannot be read',
    trace:
      publicSession +
      pasv(
        30012,
        'connected',
        '> LIST\n< 150 Here\n! transfer LIST ok 0\n< 226 Transfer done (but failed to open directory).',
      ),
    finds: { severity: 'error', owner: 'server', says: ['cannot open the directory'] },
  },
  {
    name: 'is silent about a refused SIZE, which clients ask of anything',
    trace: `${publicSession}> SIZE pub\n< 550 Could not get file size.`,
    finds: null,
  },
  {
    name: 'is silent about a refused PORT',
    trace: `${publicSession}> PORT 192,168,0,130,156,65\n< 550 Permission denied.`,
    finds: null,
  },
  {
    name: 'is silent when TLS is what the server wants',
    trace: `${publicSession}> LIST\n< 550 SSL/TLS required on the data channel`,
    finds: null,
  },
  {
    name: 'is silent when the listing comes',
    trace: publicSession + pasv(30012, 'connected', listing),
    finds: null,
  },
  {
    name: 'is silent about the 550 of an empty directory',
    trace: `${publicSession}> NLST\n< 550 No files found`,
    finds: null,
  },
  {
    name: 'suspects SELinux where it is enforcing',
    trace: `${publicSession}> RETR a\n< 550 Permission denied.\n! note host-fact fact=selinux mode=Enforcing`,
    finds: { says: ['SELinux is enforcing on the server'] },
  },
  {
    name: 'clears SELinux where it only watches',
    trace: `${publicSession}> RETR a\n< 550 Permission denied.\n! note host-fact fact=selinux mode=Permissive`,
    finds: { says: ['on the server it is Permissive'] },
  },
];
