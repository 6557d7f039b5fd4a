import { Conversation, type TimedFrame } from './packets.ts';

/**
 * The seed as frames on Ethernet: a login, PASV with the private address that nobody answers, then EPSV and a listing.
 * `client` and `server` are the ends of the control connection.
 */
export function seedCapture(client = '192.168.0.130:33000', server = '123.56.241.199:2100'): TimedFrame[] {
  const [clientHost = ''] = client.split(':');
  const [serverHost = ''] = server.split(':');
  const control = new Conversation(client, server)
    .open()
    .logsIn()
    .says('PASV\r\n')
    .hears('227 Entering Passive Mode (172,17,9,135,83,237).\r\n');
  for (const ms of [0, 1000, 3000]) {
    control.ms += ms;
    control.add({ from: `${clientHost}:33001`, to: '172.17.9.135:21485', seq: 5, flags: 'S' });
  }
  control.says('EPSV\r\n').hears('229 Entering Extended Passive Mode (|||30001|)\r\n');
  const data = new Conversation(`${clientHost}:33002`, `${serverHost}:30001`, control.ms).open();
  control.ms = data.ms;
  control.says('LIST\r\n').hears('150 Here comes the directory listing.\r\n');
  data.ms = control.ms;
  data.hears('-rw-r--r--    1 2100     2100           20 Nov 22 07:00 readme.txt\r\n').closedByServer();
  control.ms = data.ms;
  control.hears('226 Directory send OK.\r\n').says('QUIT\r\n').hears('221 Goodbye.\r\n').closedByServer();
  return [...control.frames, ...data.frames].sort((a, b) => a.ms - b.ms);
}
