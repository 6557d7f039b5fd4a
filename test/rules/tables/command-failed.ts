import type { RuleTable } from '../../support/ruleTable.ts';
import { epsv, listing, pasv, publicSession } from '../../support/traceParts.ts';

const silent = '> PASV\n! note silence waitedFor=PASV';
const epsvWorks = epsv(30001, 'connected', listing);

export const cases: RuleTable = [
  {
    name: 'is an error when PASV is never answered, although EPSV works',
    trace: `${publicSession}${silent}\n== 1 EPSV\n! connect 123.56.241.199:2100 connected\n< 220 hi\n> USER u\n< 331 p\n> PASS ****\n< 230 in\n${epsvWorks}`,
    finds: {
      severity: 'error',
      owner: 'path',
      says: ['does not answer PASV', 'These modes work: EPSV.', 'reads FTP'],
      remedies: ['router-alg', 'conntrack-helper-rule'],
    },
  },
  {
    name: 'is a warning when EPSV is never answered and PASV works',
    trace: `${publicSession}${pasv(30012, 'connected', listing)}> EPSV\n! note silence waitedFor=EPSV`,
    finds: { severity: 'warning', says: ['does not answer EPSV'] },
  },
  {
    name: 'tells an end from silence',
    trace: `${publicSession}> PASV\n! close server`,
    finds: { owner: 'server', says: ['hangs up on PASV'], remedies: ['router-alg', 'conntrack-helper-rule'] },
  },
  {
    name: 'sees a LIST that is never answered',
    trace: `${publicSession}${pasv(30012, 'connected', '> LIST\n! note silence waitedFor=LIST\n! transfer LIST failed 0')}`,
    finds: { severity: 'error', says: ['does not answer LIST'] },
  },
  {
    name: 'sees a LIST at which the server hangs up',
    trace: `${publicSession}${pasv(30012, 'connected', '> LIST\n! transfer LIST failed 0\n! close server')}`,
    finds: { severity: 'error', says: ['hangs up on LIST'] },
  },
  {
    name: 'sees a LIST that is refused for no known reason',
    trace: `${publicSession}${pasv(30012, 'connected', '> LIST\n< 451 Local error\n! transfer LIST rejected 0')}`,
    finds: {
      severity: 'error',
      owner: 'server',
      says: ['refuses LIST', '451 Local error'],
      evidence: '451 Local error',
    },
  },
  {
    name: 'sees a PASV that is refused for now',
    trace: `${publicSession}> PASV\n< 450 try later\n`,
    finds: { severity: 'error', says: ['refuses PASV', '450 try later'], remedies: [] },
  },
  {
    name: 'is a warning to the client that stops at a server without MLSD',
    trace: `${publicSession}${pasv(30012, 'connected', '> MLSD\n< 500 Command not understood.\n! transfer MLSD rejected 0')}`,
    finds: { severity: 'warning', owner: 'client', says: ['LIST', '500 Command not understood.'] },
  },
  {
    name: 'is silent where the client goes on with LIST',
    trace: `${publicSession}> MLSD\n< 500 Unknown command.\n${pasv(30012, 'connected', listing)}`,
    finds: null,
  },
  {
    name: 'sees a LIST that is broken off for no known reason',
    trace: `${publicSession}${pasv(30012, 'connected', '> LIST\n< 150 Here\n< 451 Local error\n! transfer LIST failed 40')}`,
    finds: {
      severity: 'error',
      owner: 'server',
      says: ['begins LIST', '451 Local error'],
      evidence: '451 Local error',
    },
  },
  {
    name: 'sees a LIST that begins and at which the server hangs up, before any byte',
    trace: `${publicSession}${pasv(30012, 'connected', '> LIST\n< 150 Here\n! transfer LIST failed 0\n! close server')}`,
    finds: { severity: 'error', owner: 'server', says: ['in the middle of LIST'] },
  },
  {
    name: 'sees an empty listing that never ends',
    trace: `${publicSession}${pasv(30012, 'connected', '> LIST\n< 150 Here\n! note silence waitedFor=226\n! transfer LIST unknown 0')}`,
    finds: { severity: 'error', owner: 'path', says: ['never says that it is done'] },
  },
  {
    name: 'sees a listing that came in a moment and is never said to be done',
    trace: `${publicSession}${pasv(30012, 'connected', '> LIST\n< 150 Here\n! transfer LIST unknown 4000 5012ms\n! note silence waitedFor=226 5000ms')}`,
    finds: { severity: 'error', owner: 'path', says: ['never says that it is done'] },
  },
  {
    name: 'sees a PASV that is neither accepted nor refused',
    trace: `${publicSession}> PASV\n< 350 hmm\n> QUIT\n< 221 Bye`,
    finds: { severity: 'error', says: ['answers PASV with', '350 hmm'] },
  },
  {
    name: 'sees a PASV behind whose 1xx nothing came',
    trace: `${publicSession}> PASV\n< 120 wait\n> QUIT\n< 221 Bye`,
    finds: { severity: 'error', says: ['120 wait'] },
  },
  {
    name: 'is silent when the evidence ends behind a 1xx',
    trace: `${publicSession}> PASV\n< 120 wait`,
    finds: null,
  },
  {
    name: 'only remarks on a PORT at which the server hangs up, where PASV works',
    trace: `${publicSession}${pasv(30012, 'connected', listing)}> PORT 192,168,0,130,156,65\n! close server`,
    finds: { severity: 'info', says: ['hangs up on PORT'] },
  },
  {
    name: 'is an error where active mode alone was tried and the listing is broken off',
    trace: `${publicSession}> PORT 192,168,0,130,156,65\n< 200 PORT command successful.\n! accept 123.56.241.199:20\n> LIST\n< 150 Here\n< 451 Local error\n! transfer LIST failed 40`,
    finds: { severity: 'error', says: ['451 Local error'] },
  },
  {
    name: 'warns of a question before the first transfer that is never answered',
    trace: `${publicSession}> FEAT\n! note silence waitedFor=FEAT\n== 1 PASV\n! connect 123.56.241.199:2100 connected\n< 220 hi\n> USER u\n< 331 p\n> PASS ****\n< 230 in\n${pasv(30012, 'connected', listing)}`,
    finds: { severity: 'warning', owner: 'path', says: ['does not answer FEAT'] },
  },
  {
    name: 'is silent where such a question is refused',
    trace: `${publicSession}> FEAT\n< 502 no\n${pasv(30012, 'connected', listing)}`,
    finds: null,
  },
  {
    name: 'leaves a refused right to its own finding',
    trace: `${publicSession}${pasv(30012, 'connected', '> LIST\n< 550 Permission denied.\n! transfer LIST rejected 0')}`,
    finds: null,
  },
  {
    name: 'sees a server that sends without end',
    trace: '! connect 198.51.100.7:21 connected\n! note line-too-long\n! note reply-too-long',
    finds: { severity: 'error', confidence: 'proven', owner: 'server', evidence: 'reply-too-long' },
  },
  {
    name: 'sees a greeting that promises another and never gives it',
    trace: '! connect 198.51.100.7:21 connected\n< 120 ready in 3 minutes\n! close client',
    about: { stopped: 'closed', complete: false },
    finds: { severity: 'error', evidence: '120 ready in 3 minutes', says: ['greets with'] },
  },
  {
    name: 'sees a greeting that neither welcomes nor refuses',
    trace: '! connect 198.51.100.7:21 connected\n< 331 Password?\n! close client',
    about: { stopped: 'closed', complete: false },
    finds: { severity: 'error', evidence: '331 Password?', says: ['greets with'] },
  },
  {
    name: 'sees a USER that is neither accepted nor refused',
    trace: '! connect 198.51.100.7:21 connected\n< 220 Hi\n> USER u\n< 150 hmm\n> QUIT\n< 221 Bye',
    about: { stopped: 'login', complete: false },
    finds: { severity: 'error', owner: 'server', evidence: '150 hmm', says: ['answers USER u'] },
  },
  {
    name: 'sees an AUTH TLS that is answered as another mechanism',
    trace: '! connect 198.51.100.7:21 connected\n< 220 Hi\n> AUTH TLS\n< 334 go\n> QUIT\n< 221 Bye',
    about: { stopped: 'login', complete: false },
    finds: { severity: 'error', evidence: '334 go' },
  },
  {
    name: 'is silent where nobody was there to type a password',
    trace: '! connect 198.51.100.7:21 connected\n< 220 Hi\n> USER u\n< 331 Password?\n> QUIT\n< 221 Bye',
    about: { stopped: 'login', complete: false },
    finds: null,
  },
  {
    name: 'is silent where a log just ends behind such a reply',
    trace: '! connect 198.51.100.7:21 connected\n< 220 Hi\n> USER u\n< 150 hmm',
    finds: null,
  },
  {
    name: 'is silent when the evidence just ends behind PASV',
    trace: `${publicSession}> PASV`,
    finds: null,
  },
  {
    name: 'is silent when the time ran out',
    trace: `${publicSession}${silent}`,
    about: { stopped: 'time' },
    finds: null,
  },
  {
    name: 'is silent when the server hangs up after QUIT',
    trace: `${publicSession}${pasv(30012, 'connected', listing)}> QUIT\n! close server`,
    finds: null,
  },
  {
    name: 'leaves an EPSV that is unknown to the server to its own finding',
    trace: `${publicSession}${pasv(30012, 'connected', listing)}> EPSV\n< 500 what`,
    finds: null,
  },
];
