import { Client } from 'basic-ftp';
import { Client as Client5 } from 'basic-ftp-5';
import FtpClient from 'ftp';

/** Lists with one of npm's FTP clients and prints its own log: `nodeLogs.ts HOST PORT USER PASSWORD basic-ftp|basic-ftp-5|ftp`. */
const [host = '', port = '', user = '', password = '', name = ''] = process.argv.slice(2);
const login = { host, port: Number(port), user, password };

async function listWithBasicFtp(client: Client | Client5): Promise<void> {
  client.ftp.verbose = true;
  try {
    await client.access(login);
    await client.list();
  } finally {
    client.close();
  }
}

function listWithFtp(): Promise<void> {
  return new Promise((resolve, reject) => {
    const client = new FtpClient();
    client.on('error', reject);
    client.on('ready', () =>
      client.list((error: Error | null | undefined) => {
        client.end();
        if (error) reject(error);
        else resolve();
      }),
    );
    client.connect({ ...login, debug: console.log });
  });
}

try {
  await (name === 'ftp'
    ? listWithFtp()
    : listWithBasicFtp(name === 'basic-ftp' ? new Client(6000) : new Client5(6000)));
} catch (error) {
  console.log(error instanceof Error ? error.message : String(error));
}
