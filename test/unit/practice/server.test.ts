import assert from 'node:assert/strict';
import { connect as connectTls } from 'node:tls';
import { describe, it } from 'node:test';
import { readPasvReply } from '../../../src/core/ftp/passive.ts';
import { startPractice } from '../../../src/practice/index.ts';
import { connected, greet, readAll, withPractice } from '../../support/practiceClient.ts';

const publicAddress = '123.56.241.199';

function portOf(reply: string): number {
  const { target } = readPasvReply(reply);
  assert.ok(target !== null, reply);
  return target.port;
}

/** Replies that vsftpd 3.0.3 (Debian 12) gave to the same lines. */
const dialogue: readonly (readonly [string, string])[] = [
  ['SYST', '215 UNIX Type: L8'],
  ['PWD', '257 "/" is the current directory'],
  ['TYPE I', '200 Switching to Binary mode.'],
  ['TYPE E', '500 Unrecognised TYPE command.'],
  ['MODE S', '200 Mode set to S.'],
  ['MODE B', '504 Bad MODE command.'],
  ['STRU X', '504 Bad STRU command.'],
  ['OPTS UTF8 ON', '200 Always in UTF8 mode.'],
  ['OPTS MLST x', '501 Option not understood.'],
  ['CWD logs', '250 Directory successfully changed.'],
  ['CWD nope', '550 Failed to change directory.'],
  ['CDUP', '250 Directory successfully changed.'],
  ['SIZE nope', '550 Could not get file size.'],
  ['REST x', '350 Restart position accepted (0).'],
  ['ABOR', '225 No transfer to ABOR.'],
  ['LIST', '425 Use PORT or PASV first.'],
  ['PORT 1,2,3', '500 Illegal PORT command.'],
  ['PORT 125,120,45,15,0,20', '500 Illegal PORT command.'],
  ['PORT 125,120,45,15,200,20', '200 PORT command successful. Consider using PASV.'],
  ['EPRT |1|1.2.3.4|50000|', '500 Illegal EPRT command.'],
  ['EPRT |1|125.120.45.15|50000|', '200 EPRT command successful. Consider using EPSV.'],
  ['EPRT |3|127.0.0.1|50000|', '500 Bad EPRT protocol.'],
  ['EPRT x', '500 Bad EPRT command.'],
  ['EPSV 2', '522 Bad network protocol.'],
  ['EPSV ALL', '200 EPSV ALL ok.'],
  ['PASV', '550 Permission denied.'],
  ['STOR x', '550 Permission denied.'],
  ['MLSD', '500 Unknown command.'],
  ['PASS x', '230 Already logged in.'],
  ['AUTH TLS', '500 Unknown command.'],
  ['GET / HTTP/1.0', '500 HTTP protocol commands not allowed.'],
];

describe('the practice server', () => {
  it('words its replies as vsftpd 3.0.3 does', () =>
    withPractice('healthy', async (client) => {
      for (const [line, reply] of dialogue) assert.equal(await client.send(line), reply, line);
      assert.equal(await client.reply(), 'closed');
    }));

  it('knows little before the login', async () => {
    const practice = await startPractice('healthy');
    const { client, greeting } = await greet(practice);
    assert.equal(greeting, '220 (vsFTPd 3.0.3)');
    assert.equal(await client.send('AUTH TLS'), '530 Please login with USER and PASS.');
    assert.equal(await client.send('PASV'), '530 Please login with USER and PASS.');
    assert.equal(await client.send('PASS x'), '503 Login with USER first.');
    assert.equal(
      await client.send('FEAT'),
      '211-Features:\n EPRT\n EPSV\n MDTM\n PASV\n REST STREAM\n SIZE\n TVFS\n211 End',
    );
    assert.equal(await client.send('QUIT'), '221 Goodbye.');
    practice.close();
  });

  it('shows in STAT the address that the client has behind its NAT', () =>
    withPractice('eip-normal', async (client) => {
      assert.match(await client.send('STAT'), /^211-FTP server status:\n {5}Connected to 125\.120\.45\.15\n/);
    }));

  it('shows in STAT that it listens on IPv6, and advertises zeros there', () =>
    withPractice('zero-address', async (client) => {
      assert.match(await client.send('STAT'), /Connected to ::ffff:125\.120\.45\.15\n/);
      assert.match(await client.send('PASV'), /^227 Entering Passive Mode \(0,0,0,0,117,60\)\.$/);
    }));

  it('advertises its private address in the seed’s scenario, and the listing comes from the public one', () =>
    withPractice('eip-normal', async (client, { transport }) => {
      assert.equal(await client.send('PASV'), '227 Entering Passive Mode (172,17,9,135,83,237).');
      const data = connected(
        await transport.dial({ address: publicAddress, port: 21485 }, { timeoutMs: 1000 }),
      );
      const received = readAll(data.socket);
      assert.equal(await client.send('LIST'), '150 Here comes the directory listing.');
      assert.equal(await client.reply(), '226 Directory send OK.');
      assert.match(await received, /^drwxr-xr-x {4}2 1000 {5}1000 {9}4096 May 19 {2}2021 logs\r\n-rw-r--r--/);
    }));

  it('takes a new port for each PASV and serves one connection at it', () =>
    withPractice('eip-normal', async (client, { transport }) => {
      const first = portOf(await client.send('PASV'));
      const second = portOf(await client.send('PASV'));
      assert.notEqual(first, second);
      const gone = await transport.dial({ address: publicAddress, port: first }, { timeoutMs: 1000 });
      assert.equal(gone.outcome, 'refused');
      const dial = async () =>
        connected(await transport.dial({ address: publicAddress, port: second }, { timeoutMs: 1000 }));
      const [served, reset] = [await dial(), await dial()];
      const ended = new Promise((resolve) => reset.socket.once('close', resolve));
      reset.socket.resume();
      const received = readAll(served.socket);
      await client.send('NLST');
      assert.equal(await received, 'logs\r\nreadme.txt\r\nupload\r\n');
      await ended;
      assert.equal(reset.socket.bytesRead, 0);
      const late = await transport.dial({ address: publicAddress, port: second }, { timeoutMs: 1000 });
      assert.equal(late.outcome, 'refused');
    }));

  it('waits for a data connection only as long as accept_timeout says', () =>
    withPractice(
      'ports-blocked',
      async (client, { transport }) => {
        const port = portOf(await client.send('PASV'));
        const dialled = transport.dial({ address: publicAddress, port }, { timeoutMs: 30 });
        assert.equal(await client.send('LIST'), '425 Failed to establish connection.');
        assert.equal((await dialled).outcome, 'timed-out');
      },
      [{ op: 'set', option: 'accept_timeout', value: '1', file: null }],
    ));

  it('refuses a data connection from another address than the control connection’s', () =>
    withPractice('nat-pool', async (client, { transport }) => {
      const port = portOf(await client.send('PASV'));
      connected(await transport.dial({ address: publicAddress, port }, { timeoutMs: 1000 }));
      assert.equal(await client.send('LIST'), '425 Security: Bad IP connecting.');
    }));

  it('refuses a wrong password, and a third one ends the session', () =>
    withPractice(
      'bad-login',
      async (client) => {
        for (const tries of [2, 3]) {
          await client.send('USER ftpuser_1');
          assert.equal(await client.send('PASS nope'), '530 Login incorrect.', `try ${tries}`);
        }
        assert.equal(await client.reply(), 'closed');
      },
      [{ op: 'set', option: 'delay_failed_login', value: '0', file: null }],
    ));

  it('lets one session in when max_per_ip is 1, and the next one when the first has gone', () =>
    withPractice('session-limit', async (client, practice) => {
      const second = await greet(practice);
      assert.equal(second.greeting, '421 There are too many connections from your internet address.');
      await client.send('QUIT');
      assert.equal(await client.reply(), 'closed');
      assert.equal((await greet(practice)).greeting, '220 (vsFTPd 3.0.3)');
    }));

  it('reports that no passive port is left and ends the session', () =>
    withPractice(
      'healthy',
      async (client, practice) => {
        await client.send('PASV');
        const other = await greet(practice);
        await other.client.send('USER ftpuser_1');
        await other.client.send('PASS open-sesame');
        assert.equal(await other.client.send('PASV'), '500 OOPS: vsf_sysutil_bind');
        assert.equal(await other.client.reply(), 'closed');
      },
      [{ op: 'set', option: 'pasv_max_port', value: '30000', file: null }],
    ));

  it('ends the session of a user whose root is writable', async () => {
    const practice = await startPractice('chroot-refused');
    const { client } = await greet(practice);
    await client.send('USER ftpuser_1');
    assert.equal(
      await client.send('PASS open-sesame'),
      '500 OOPS: vsftpd: refusing to run with writable root inside chroot()',
    );
    assert.equal(await client.reply(), 'closed');
    practice.close();
  });

  it('survives a line without end, binary and a sudden close', () =>
    withPractice('healthy', async (client, practice) => {
      const { target, transport } = practice;
      const dialled = connected(
        await transport.dial({ address: target.host, port: target.port }, { timeoutMs: 1000 }),
      );
      const answer = readAll(dialled.socket);
      dialled.socket.write(Buffer.alloc(10_000, 0xff));
      assert.match(await answer, /500 Input line too long\./);
      assert.equal(await client.send('NOOP'), '200 NOOP ok.');
    }));
});

describe('the practice server under TLS', () => {
  it('ends a session in clear, and serves one under TLS with a listing whose session is resumed', async () => {
    const practice = await startPractice('tls-required');
    const clear = await greet(practice);
    assert.equal(
      await clear.client.send('USER ftpuser_1'),
      '530 Non-anonymous sessions must use encryption.',
    );
    assert.equal(await clear.client.reply(), 'closed');
    const { client } = await greet(practice);
    assert.match(await client.send('FEAT'), /\n AUTH TLS\n[^]*\n PBSZ\n PROT\n/);
    assert.equal(await client.send('AUTH TLS'), '234 Proceed with negotiation.');
    const secured = await client.startTls();
    let session: Buffer | undefined;
    secured.on('session', (ticket: Buffer) => {
      session = ticket;
    });
    await client.send('USER ftpuser_1');
    assert.equal(await client.send('PASS open-sesame'), '230 Login successful.');
    await client.send('PBSZ 0');

    const list = async (resume: boolean): Promise<readonly [string, string]> => {
      const port = portOf(await client.send('PASV'));
      const { socket } = connected(
        await practice.transport.dial({ address: publicAddress, port }, { timeoutMs: 1000 }),
      );
      const opening = client.send('LIST');
      await opening;
      const data = connectTls({ socket, rejectUnauthorized: false, ...(resume && { session }) });
      const received = readAll(data).catch(() => 'reset');
      return [await client.reply(), await received];
    };
    assert.equal(await client.send('PROT C'), '200 PROT now Clear.');
    await client.send('PASV');
    assert.equal(await client.send('LIST'), '522 Data connections must be encrypted.');
    assert.equal(await client.send('PROT P'), '200 PROT now Private.');
    const [reply, listing] = await list(true);
    assert.equal(reply, '226 Directory send OK.');
    assert.match(listing, /readme\.txt/);
    assert.equal((await list(false))[0], '522 SSL connection failed: session reuse required');
    assert.equal(await client.reply(), 'closed');
    practice.close();
  });
});
