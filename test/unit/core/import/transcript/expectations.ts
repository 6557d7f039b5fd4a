/** What each fixture holds, one line a session: format, control peer, modes with the address of the 227, findings above info. */
export const expectations: Readonly<Record<string, readonly string[]>> = {
  'ansi-lftp.txt': ['lftp-debug - PASV:unknown:172.17.9.135 pasv-private-address:possible'],
  'basic-ftp.txt': ['basic-ftp 123.56.241.199:2100 PASV:unknown:172.17.9.135 pasv-private-address:likely'],
  'busybox.txt': ['busybox 123.56.241.199:2100 PASV:unknown:-'],
  'commons-net.txt': ['dialogue - PASV:unknown:172.17.9.135 pasv-private-address:possible'],
  'fenced.md': [
    'lftp-debug 123.56.241.199:- PASV:unknown:172.17.9.135 pasv-private-address:likely pasv-ports-blocked:likely',
  ],
  'filezilla-clock.txt': [
    'filezilla 123.56.241.199:2100 PASV:unknown:172.17.9.135 pasv-private-address:likely',
  ],
  'filezilla-de.txt': ['filezilla 123.56.241.199:2100 PASV:unknown:172.17.9.135 pasv-private-address:likely'],
  'filezilla-en.txt': ['filezilla 123.56.241.199:2100 PASV:unknown:172.17.9.135 pasv-private-address:likely'],
  'filezilla-es.txt': ['filezilla 123.56.241.199:2100 PASV:unknown:172.17.9.135 pasv-private-address:likely'],
  'filezilla-file.log': [
    'filezilla 123.56.241.199:2100 PASV:unknown:172.17.9.135 pasv-private-address:likely',
  ],
  'filezilla-fr.txt': ['filezilla 123.56.241.199:2100 PASV:unknown:172.17.9.135 pasv-private-address:likely'],
  'filezilla-ja.txt': ['filezilla 123.56.241.199:2100 PASV:unknown:172.17.9.135 pasv-private-address:likely'],
  'filezilla-utf16be.txt': [
    'filezilla 123.56.241.199:2100 PASV:unknown:172.17.9.135 pasv-private-address:likely',
  ],
  'filezilla-zh.txt': ['filezilla 123.56.241.199:2100 PASV:unknown:172.17.9.135 pasv-private-address:likely'],
  'fluentftp.txt': ['filezilla - PASV:unknown:172.17.9.135 pasv-private-address:possible'],
  'ftplib-2.txt': ['ftplib - PASV:unknown:172.17.9.135 pasv-private-address:possible'],
  'lftp-file.log': [
    'lftp-debug 123.56.241.199:- PASV:unknown:172.17.9.135 pasv-private-address:likely pasv-ports-blocked:likely',
  ],
  'net-ftp-old.txt': ['net-ftp - PASV:unknown:172.17.9.135 pasv-private-address:possible'],
  'netkit-gbk.txt': [
    'ftp 123.56.241.199:2100 PASV:failed:172.17.9.135 PORT:failed:- pasv-private-address:proven port-command-rejected:likely',
  ],
  'netkit-quoted.md': [
    'ftp 123.56.241.199:2100 PASV:failed:172.17.9.135 PORT:failed:- pasv-private-address:proven port-command-rejected:likely',
  ],
  'netkit-utf16.txt': [
    'ftp 123.56.241.199:2100 PASV:failed:172.17.9.135 PORT:failed:- pasv-private-address:proven port-command-rejected:likely',
  ],
  'netkit-zh.txt': [
    'ftp 123.56.241.199:2100 PASV:failed:172.17.9.135 PORT:failed:- pasv-private-address:proven port-command-rejected:likely',
  ],
  'node-ftp.txt': ['node-ftp - PASV:unknown:172.17.9.135 pasv-private-address:possible'],
  'proftpd.log': ['proftpd-log - PASV:unknown:-'],
  'pure-ftpd.log': ['pure-ftpd-log - PASV:unknown:-'],
  'pyftpdlib.log': ['pyftpdlib-log - PASV:unknown:172.17.9.135 pasv-private-address:possible'],
  'rclone.txt': ['rclone - PASV:unknown:172.17.9.135 pasv-private-address:possible'],
  'real-curl-pasv.txt': [
    'curl-verbose 123.56.241.199:2100 PASV:unknown:172.17.9.135 pasv-private-address:likely',
  ],
  'real-curl-trace.txt': [
    'curl-trace 123.56.241.199:2100 PASV:unknown:172.17.9.135 pasv-private-address:likely',
  ],
  'real-curl-v.txt': ['curl-verbose 123.56.241.199:2100 EPSV:ok:123.56.241.199'],
  'real-ftplib.txt': ['ftplib - PASV:unknown:172.17.9.135'],
  'real-inetutils.txt': [
    'ftp 123.56.241.199:- PASV:failed:172.17.9.135 PORT:failed:- pasv-private-address:proven port-command-rejected:likely',
  ],
  'real-lftp.txt': ['lftp-debug 123.56.241.199:2100 PASV:unknown:172.17.9.135 pasv-private-address:likely'],
  'real-netftp.txt': ['net-ftp - PASV:unknown:172.17.9.135 pasv-private-address:possible'],
  'real-tnftp-d.txt': ['ftp 123.56.241.199:- EPSV:ok:123.56.241.199 PORT:failed:- EPRT:failed:-'],
  'real-tnftp-v.txt': [
    'ftp 123.56.241.199:- PASV:failed:172.17.9.135 PORT:failed:- pasv-private-address:proven port-command-rejected:likely',
  ],
  'real-wget-S.txt': ['wget 123.56.241.199:2100 PASV:failed:172.17.9.135 pasv-private-address:proven'],
  'real-wget-d.txt': ['wget 123.56.241.199:2100 PASV:failed:172.17.9.135 pasv-private-address:proven'],
  'real-wget.txt': ['wget 123.56.241.199:2100 PASV:failed:172.17.9.135 pasv-private-address:proven'],
  'vscode-sftp.txt': ['node-ftp - PASV:unknown:172.17.9.135 pasv-private-address:possible'],
  'vsftpd.log': [
    'vsftpd-log - PASV:unknown:172.17.9.135 PORT:failed:- pasv-private-address:possible port-command-rejected:proven',
    'vsftpd-log - login-failed:proven',
  ],
  'winscp.log': ['winscp 123.56.241.199:2100 PASV:unknown:172.17.9.135 pasv-private-address:likely'],
};
