/** A session of 192.168.0.130 with the seed's public address, logged in; the server's product is not told. */
export const publicSession = `
  ! connect 123.56.241.199:21 connected 20ms from 192.168.0.130:50001
  < 220 Welcome
  > USER u
  < 331 Password please
  > PASS ****
  < 230 In.
`;

/** A session inside one private network. */
export const privateSession = publicSession.replace('123.56.241.199', '192.168.0.7');

/** A session over IPv6. */
export const ipv6Session = publicSession
  .replace('123.56.241.199:21', '[2001:db8::7]:21')
  .replace('192.168.0.130:50001', '[2001:db8::130]:50001');

/** STAT as vsftpd prints it, naming the client's address. */
export function stat(seenAs: string): string {
  return `
  > STAT
  < 211-FTP server status:
  |      Connected to ${seenAs}
  |      vsFTPd 3.0.3 - secure, fast, stable
  | 211 End of status
`;
}

/** LIST that comes through over the last connection. */
export const listing = `
  > LIST
  < 150 Here comes the directory listing.
  ! transfer LIST ok 5000
  < 226 Directory send OK.
`;

/** PASV with the control peer's own address and what a dial of that port comes to. */
export function pasv(port: number, outcome: string, after = ''): string {
  return `
  > PASV
  < 227 Entering Passive Mode (123,56,241,199,${port >> 8},${port & 255}).
  ! dial advertised 123.56.241.199:${port} ${outcome}
  ${after}
`;
}

/** EPSV and what a dial of its port comes to. */
export function epsv(port: number, outcome: string, after = ''): string {
  return `
  > EPSV
  < 229 Entering Extended Passive Mode (|||${port}|)
  ! dial control-peer 123.56.241.199:${port} ${outcome}
  ${after}
`;
}

/** PASV that names `address`, and whatever follows. */
export function pasvNaming(address: string, after: string, port = 21485): string {
  return `
  > PASV
  < 227 Entering Passive Mode (${address.replaceAll('.', ',')},${port >> 8},${port & 255}).
  ${after}
`;
}
