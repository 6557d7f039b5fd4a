import { Client } from 'basic-ftp';
import { Client as Client5 } from 'basic-ftp-5';
import FtpClient from 'ftp';
import { readFileSync } from 'node:fs';
import { caFile } from '../scenario.ts';

/**
 * Lists with one of npm's FTP clients: `nodeClients.ts HOST PORT USER PASSWORD basic-ftp|basic-ftp-5|ftp [SETTING|tls]`.
 * The time limit of basic-ftp is shortened from 30 s to 5 s, since nothing else would change in the result.
 */
const [host = '', port = '', user = '', password = '', name = '', setting] = process.argv.slice(2);
const secure = setting === 'tls' && {
  secure: true,
  // Their certificate names no address; that these clients check names is not what is compared here.
  secureOptions: { ca: readFileSync(caFile), checkServerIdentity: () => undefined },
};
const login = { host, port: Number(port), user, password, ...secure };

async function listWithBasicFtp(client: Client | Client5): Promise<void> {
  try {
    await client.access(login);
    for (const entry of await client.list()) console.log(entry.name);
  } finally {
    client.close();
  }
}

function listWithFtp(pasvTimeout: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const client = new FtpClient();
    client.on('error', reject);
    client.on('ready', () =>
      client.list((error: Error | null | undefined, rows) => {
        client.destroy();
        for (const row of error ? [] : rows) console.log(typeof row === 'string' ? row : row.name);
        if (error) reject(error);
        else resolve();
      }),
    );
    client.connect({ ...login, pasvTimeout });
  });
}

function list(): Promise<void> {
  switch (name) {
    case 'basic-ftp':
      return listWithBasicFtp(new Client(5000, { allowSeparateTransferHost: setting === 'separate' }));
    case 'basic-ftp-5':
      return listWithBasicFtp(new Client5(5000, { allowSeparateTransferHost: setting !== 'same' }));
    default:
      return listWithFtp(Number(setting) || 10_000);
  }
}

try {
  await list();
} catch (error) {
  console.log(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
