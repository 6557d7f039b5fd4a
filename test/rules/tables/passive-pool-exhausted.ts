import type { RuleTable } from '../../support/ruleTable.ts';
import { listing, pasv, publicSession } from '../../support/traceParts.ts';

const oops = '> PASV\n< 500 OOPS: vsf_sysutil_bind\n! close server\n';

export const cases: RuleTable = [
  {
    name: 'is proven when it happens twice with no other session of ours',
    trace: `== 0 survey\n${publicSession}> STAT\n< 211-x\n|  vsFTPd 3.0.3 - secure, fast, stable\n| 211 End\n${oops}== 1 again\n${publicSession}${oops}`,
    finds: {
      severity: 'error',
      confidence: 'proven',
      owner: 'server',
      says: ['SELinux', 'nine random tries', /^(?![^]*now and then)/],
      evidence: '500 OOPS: vsf_sysutil_bind',
      alternatives: 1,
    },
  },
  {
    name: 'is likely from one session of evidence',
    trace: `${publicSession}> PASV\n< 425 All reserved TCP ports are busy`,
    finds: { confidence: 'likely' },
  },
  {
    name: 'is silent while another session of ours may hold the port',
    trace: `== 0 survey\n${publicSession}> PASV\n< 227 Entering Passive Mode (203,0,113,5,117,48).\n== 1 EPSV\n${publicSession}> EPSV\n< 500 OOPS: vsf_sysutil_bind\n> EPSV\n< 500 OOPS: vsf_sysutil_bind\n== 0 survey\n> QUIT\n< 221 bye`,
    finds: null,
  },
  {
    name: 'is proven beside a session of ours that never asked for a port',
    trace: `== 0 survey\n${publicSession}== 1 EPSV\n${publicSession}> EPSV\n< 500 OOPS: vsf_sysutil_bind\n== 2 PASV\n${publicSession}> PASV\n< 500 OOPS: vsf_sysutil_bind\n== 0 survey\n> QUIT\n< 221 bye`,
    finds: { confidence: 'proven' },
  },
  {
    name: 'is silent about another fault of the configuration',
    trace: `${publicSession}> PASV\n< 500 OOPS: invalid pasv_address`,
    finds: null,
  },
  {
    name: 'is likely when it happened once and a later session got a port',
    trace: `== 0 survey\n${publicSession}${oops}== 1 again\n${publicSession}> PASV\n< 227 ok (123,56,241,199,117,60)`,
    finds: { severity: 'error', confidence: 'likely', says: ['now and then'], alternatives: 0 },
  },
  {
    name: 'is a warning when EPSV met it once, beside fewer sessions of ours than the range has ports, and PASV works',
    trace: `== 0 survey\n${publicSession}${pasv(30012, 'connected', listing)}${pasv(30013, 'connected')}== 1 EPSV\n${publicSession}> EPSV\n< 500 OOPS: vsf_sysutil_bind\n== 0 survey\n> QUIT\n< 221 bye`,
    finds: { severity: 'warning', confidence: 'likely', owner: 'server' },
  },
  {
    name: 'speaks of no SELinux to a server of Windows, and of its own range',
    trace: `${publicSession}> OPTS UTF8 ON\n< 202 UTF8 mode is always enabled.\n> PASV\n< 421 Could not create socket.`,
    finds: { alternatives: 0 },
  },
  {
    name: 'gives the name that cannot be looked up as the other cause at FileZilla Server 1.x',
    trace: `${publicSession}> PASV\n< 425 Cannot prepare for data connection.`,
    finds: { alternatives: 1, says: ['EPSV works'] },
  },
];
