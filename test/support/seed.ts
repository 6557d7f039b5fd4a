/** The seed's case as a live diagnosis of vsftpd 3.0.3 behind an EIP records it. */
export const seedTrace = `
  == 0 survey, PASV
  ! connect 123.56.241.199:2100 connected 31ms from 192.168.0.130:54654
  < 220 (vsFTPd 3.0.3)
  > USER ftpuser
  < 331 Please specify the password.
  > PASS ****
  < 230 Login successful.
  > FEAT
  < 211-Features:
  |  EPRT
  |  EPSV
  |  MDTM
  |  PASV
  |  REST STREAM
  |  SIZE
  |  TVFS
  | 211 End
  > SYST
  < 215 UNIX Type: L8
  > STAT
  < 211-FTP server status:
  |      Connected to 125.120.45.15
  |      Logged in as ftpuser
  |      TYPE: ASCII
  |      No session bandwidth limit
  |      Session timeout in seconds is 300
  |      Control connection is plain text
  |      Data connections will be plain text
  |      At session startup, client count was 1
  |      vsFTPd 3.0.3 - secure, fast, stable
  | 211 End of status
  > PASV
  < 227 Entering Passive Mode (172,17,9,135,83,237).
  ! dial control-peer 123.56.241.199:21485 connected 31ms
  > LIST
  < 150 Here comes the directory listing.
  < 226 Directory send OK.
  ! transfer LIST ok 68
  ! dial advertised 172.17.9.135:21485 timed-out 5000ms via eth0
  > PASV
  < 227 Entering Passive Mode (172,17,9,135,91,12).
  ! dial control-peer 123.56.241.199:23308 connected 30ms
  > QUIT
  < 221 Goodbye.
  ! close client
  == 1 EPSV
  ! connect 123.56.241.199:2100 connected 31ms from 192.168.0.130:54656
  < 220 (vsFTPd 3.0.3)
  > USER ftpuser
  < 331 Please specify the password.
  > PASS ****
  < 230 Login successful.
  > EPSV
  < 229 Entering Extended Passive Mode (|||47011|)
  ! dial control-peer 123.56.241.199:47011 connected 30ms
  > LIST
  < 150 Here comes the directory listing.
  ! transfer LIST ok 68
  < 226 Directory send OK.
  > QUIT
  < 221 Goodbye.
  ! close client
  == 2 PORT, EPRT
  ! connect 123.56.241.199:2100 connected 31ms from 192.168.0.130:54658
  < 220 (vsFTPd 3.0.3)
  > USER ftpuser
  < 331 Please specify the password.
  > PASS ****
  < 230 Login successful.
  > PORT 192,168,0,130,156,65
  < 500 Illegal PORT command.
  > PORT 125,120,45,15,156,65
  < 200 PORT command successful. Consider using PASV.
  ! note port-verdict accepted=true address=125.120.45.15
  > EPRT |1|192.168.0.130|40002|
  < 500 Illegal EPRT command.
  > QUIT
  < 221 Goodbye.
  ! close client
`;

/** The seed's own words: a netkit client on CentOS 6, which shows replies and not commands. */
export const seedTranscript = `
  ! connect 123.56.241.199:2100 connected
  < 220 (vsFTPd 2.2.2)
  < 331 Please specify the password.
  < 230 Login successful.
  < 215 UNIX Type: L8
  < 227 Entering Passive Mode (172,17,9,135,83,237).
  ! dial advertised 172.17.9.135:21485 unreachable EHOSTUNREACH
  < 500 Illegal PORT command.
  < 500 Illegal PORT command.
`;
