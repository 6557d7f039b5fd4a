import type { RuleTable } from '../../support/ruleTable.ts';
import { listing, publicSession } from '../../support/traceParts.ts';

function reply(text: string): string {
  return `${publicSession}\n> PASV\n< ${text}\n`;
}

export const cases: RuleTable = [
  {
    name: 'names an octet beyond 255',
    trace: reply('227 Entering Passive Mode (123,56,241,199,303,60).'),
    finds: {
      severity: 'error',
      confidence: 'proven',
      says: ['greater than 255', '303'],
      evidence: '227 Entering Passive Mode (123,56,241,199,303,60).',
    },
  },
  {
    name: 'names missing numbers',
    trace: reply('227 Entering Passive Mode (123,56,241,199,30).'),
    finds: { says: ['fewer than six'] },
  },
  {
    name: 'names a reply without any',
    trace: reply('227 Entering Passive Mode'),
    finds: { says: ['no address and port'] },
  },
  {
    name: 'sees the name that pyftpdlib 1.5.7 puts in place of an address',
    trace: reply('227 Entering passive mode (ftp,example,com,117,53).'),
    finds: { says: ['a name where the four numbers'], alternatives: 0 },
  },
  {
    name: 'takes no word beside the numbers for a name',
    trace: reply('227 Entering passive mode (see,123,56,241,199,30).'),
    finds: { says: ['fewer than six'], alternatives: 1 },
  },
  {
    name: 'is an error where a blank behind the address stops nearly every client, although a listing came',
    trace: `${reply('227 Entering passive mode (123,56,241,199 ,83,237).')}! dial advertised 123.56.241.199:21485 connected\n${listing}`,
    finds: { severity: 'error', owner: 'server', says: ['before a comma', 'curl'], alternatives: 0 },
  },
  {
    name: 'is a warning where blanks behind the commas stop some clients',
    trace: `${reply('227 Entering Passive Mode (123, 56, 241, 199, 83, 237)')}! dial advertised 123.56.241.199:21485 connected\n${listing}`,
    finds: { severity: 'warning', says: ['behind the commas', 'wget'], alternatives: 1 },
  },
  {
    name: 'names the port 0',
    trace: reply('227 ok (123,56,241,199,0,0)'),
    finds: { says: ['works out as 0'] },
  },
  {
    name: 'is a warning for EPSV over IPv4, where PASV works',
    trace: `${publicSession}> PASV\n< 227 ok (123,56,241,199,83,237)\n! dial advertised 123.56.241.199:21485 connected\n${listing}> EPSV\n< 229 Entering Extended Passive Mode (|||99999|)`,
    finds: { severity: 'warning', says: ['65535'] },
  },
  {
    name: 'names a 227 in answer to EPSV',
    trace: `${publicSession}> EPSV\n< 227 Entering Passive Mode (1,2,3,4,5,6)`,
    finds: { says: ['229'] },
  },
  {
    name: 'takes a reply without parentheses, as RFC 1123 asks',
    trace: reply('227 =123,56,241,199,83,237'),
    finds: null,
  },
  {
    name: 'takes an odd delimiter in EPSV',
    trace: `${publicSession}> EPSV\n< 229 ok (!!!4000!)`,
    finds: null,
  },
  { name: 'is silent about a refusal', trace: reply('550 Permission denied.'), finds: null },
  {
    name: 'names numbers too many',
    trace: reply('227 Entering Passive Mode (1,2,123,56,241,199,30,60).'),
    finds: { says: ['more than six numbers'] },
  },
];
