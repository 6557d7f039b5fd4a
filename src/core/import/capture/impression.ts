import { isTls } from './tlsRecords.ts';

/** A line that begins with a command of FTP. */
export const anyVerb =
  /^(?:USER|PASS|ACCT|AUTH|FEAT|SYST|PASV|EPSV|PORT|EPRT|LPRT|CWD|XCWD|CDUP|PWD|XPWD|TYPE|MODE|STRU|LIST|NLST|MLSD|MLST|RETR|STOR|STOU|APPE|REST|SIZE|MDTM|NOOP|QUIT|OPTS|PBSZ|PROT|CCC|STAT|HELP|SITE|ABOR|DELE|MKD|RMD|RNFR|RNTO|CLNT|HOST)\b/i;

/** What the first payload of a connection looks like. */
export function firstImpression(payload: Uint8Array): 'reply' | 'command' | 'other' | 'too-short' {
  if (payload.length < 4) return 'too-short';
  if (isTls(payload)) return 'other';
  const text = String.fromCharCode(...payload.subarray(0, 16));
  if (/^[1-5]\d\d[ -]/.test(text)) return 'reply';
  return anyVerb.test(text) ? 'command' : 'other';
}
