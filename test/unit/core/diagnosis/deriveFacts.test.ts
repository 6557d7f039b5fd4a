import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deriveFacts } from '../../../../src/core/diagnosis/deriveFacts.ts';
import type { Facts, ModeFacts } from '../../../../src/core/diagnosis/facts.ts';
import type { Mode } from '../../../../src/core/trace/trace.ts';
import { seedTrace, seedTranscript } from '../../../support/seed.ts';
import { traceOf } from '../../../support/traceText.ts';

function factsOf(text: string): Facts {
  return deriveFacts(traceOf(text));
}

function modeOf(facts: Facts, mode: Mode, family: 4 | 6 | null = 4): ModeFacts {
  const found = facts.modes.find((entry) => entry.mode === mode && entry.family === family);
  assert.ok(found, `no ${mode}`);
  return found;
}

function outcomeOf(text: string, mode: Mode = 'PASV'): string {
  const { outcome, reason } = modeOf(factsOf(text), mode);
  return reason === null ? outcome : `${outcome} ${reason}`;
}

const peer = '! connect 198.51.100.7:21 connected from 10.0.0.2:5000\n< 220 hi\n';

describe('facts of the seed', () => {
  const facts = factsOf(seedTrace);

  it('hold the control connection and both addresses of the client', () => {
    assert.equal(facts.peer, '123.56.241.199');
    assert.equal(facts.control.local, '192.168.0.130');
    assert.equal(facts.control.seenAs, '125.120.45.15');
    assert.deepEqual(facts.control.serverAddress, { address: '172.17.9.135', from: '227' });
    assert.equal(facts.control.tls, 'none');
    assert.equal(facts.control.banner, '220 (vsFTPd 3.0.3)');
    assert.deepEqual(facts.control.server, { product: 'vsftpd', version: '3.0.3' });
    assert.equal(facts.sessions[0]?.login.outcome, 'ok');
    assert.equal(facts.sessions[0].login.user, 'ftpuser');
    assert.ok(facts.sessions[0].features?.includes('REST STREAM'));
  });

  it('count PASV as failed although a listing came by way of the control peer', () => {
    const pasv = modeOf(facts, 'PASV');
    assert.equal(pasv.outcome, 'failed');
    assert.equal(pasv.reason, 'timed-out');
    const [first] = pasv.channels;
    assert.deepEqual(first?.advertised, { address: '172.17.9.135', port: 21485, scope: 'private' });
    assert.equal(first.transfer?.outcome, 'ok');
    assert.equal(first.transfer.reply, '226 Directory send OK.');
    assert.equal(first.carrier?.as, 'control-peer');
    assert.deepEqual(
      first.attempts.map(({ as, outcome }) => [as, outcome]),
      [
        ['control-peer', 'connected'],
        ['advertised', 'timed-out'],
      ],
    );
    assert.equal(pasv.channels[1]?.outcome, 'unknown');
  });

  it('count EPSV as ok at the control peer and PORT and EPRT as refused', () => {
    assert.equal(modeOf(facts, 'EPSV').outcome, 'ok');
    assert.equal(modeOf(facts, 'EPSV').channels[0]?.advertised?.address, '123.56.241.199');
    const port = modeOf(facts, 'PORT');
    assert.equal(port.outcome, 'failed');
    assert.deepEqual(port.channels[0]?.sent, { address: '192.168.0.130', port: 40001 });
    assert.equal(port.channels.length, 1, 'the second PORT only asks, it belongs to the first');
    assert.equal(modeOf(facts, 'EPRT').channels[0]?.sent?.port, 40002);
  });
});

describe('facts of a transcript without commands', () => {
  const facts = factsOf(seedTranscript);

  it('open channels from the replies', () => {
    assert.deepEqual(
      facts.channels.map(({ mode, accepted }) => [mode, accepted]),
      [
        ['PASV', true],
        ['PORT', false],
        ['PORT', false],
      ],
    );
    assert.equal(modeOf(facts, 'PASV').reason, 'unreachable');
  });

  it('leave what is not shown null', () => {
    assert.equal(facts.control.local, null);
    assert.equal(facts.control.seenAs, null);
    assert.equal(facts.channels[1]?.sent, null);
    assert.equal(facts.sessions[0]?.login.outcome, 'ok');
    assert.equal(facts.sessions[0].login.user, null);
    assert.equal(facts.channels[0]?.transfer, null);
  });
});

describe('the outcome of a mode', () => {
  const pasv = `${peer}> PASV\n< 227 ok (198,51,100,7,100,0)\n`;
  const foreign = `${peer}> PASV\n< 227 ok (203,0,113,9,100,0)\n`;
  const listing = '> LIST\n< 150 here\n! transfer LIST ok 0\n< 226 done\n';

  it('is ok when an empty listing ends with 226', () => {
    assert.equal(outcomeOf(`${pasv}! dial advertised 198.51.100.7:25600 connected\n${listing}`), 'ok');
  });

  it('is unknown when LIST is refused before 150', () => {
    const text = `${pasv}! dial advertised 198.51.100.7:25600 connected\n> LIST\n< 550 Permission denied.\n`;
    assert.equal(outcomeOf(`${text}! transfer LIST rejected`), 'unknown rejected');
  });

  it('is failed when the address was withheld by rule, and unknown when time cut the dial', () => {
    const at = '! dial advertised 203.0.113.9:25600 not-tried because';
    assert.equal(outcomeOf(`${foreign}${at} second-address`), 'failed second-address');
    assert.equal(outcomeOf(`${foreign}${at} time`), 'unknown');
  });

  it('is unknown when a listing came and nothing shows by which address', () => {
    assert.equal(outcomeOf(`${foreign}${listing}`), 'unknown');
    assert.equal(outcomeOf(`${pasv}${listing}`), 'ok');
  });

  it('is ok when the listing came through an address that is not the peer', () => {
    assert.equal(outcomeOf(`${foreign}! dial advertised 203.0.113.9:25600 connected\n${listing}`), 'ok');
  });

  it('is failed when the advertised address took the connection and the listing came from the control peer', () => {
    const dials =
      '! dial advertised 203.0.113.9:25600 connected on 1\n> LIST\n< 150 here\n' +
      '! dial control-peer 198.51.100.7:25600 connected on 2\n! transfer LIST ok 10 on 2\n< 226 done\n';
    assert.equal(outcomeOf(`${foreign}${dials}`), 'failed stalled');
  });

  it('is partial when some samples fail, and says how many answered', () => {
    const first = `${pasv}! dial advertised 198.51.100.7:25600 connected\n${listing}`;
    const sample = (outcome: string): string =>
      `> PASV\n< 227 ok (198,51,100,7,100,1)\n! dial advertised 198.51.100.7:25601 ${outcome}\n`;
    assert.equal(outcomeOf(first + sample('connected') + sample('timed-out')), 'partial 2 of 3');
    assert.equal(outcomeOf(first + sample('connected')), 'ok');
    const dead = `${pasv}! dial advertised 198.51.100.7:25600 timed-out\n`;
    assert.equal(outcomeOf(dead + sample('connected')), 'partial 1 of 2');
    assert.equal(outcomeOf(dead + sample('timed-out')), 'failed timed-out');
  });

  it('stays failed when the transfer fails and further samples merely connect', () => {
    const first = `${pasv}! dial advertised 198.51.100.7:25600 connected\n> LIST\n< 425 Security: Bad IP connecting.\n! transfer LIST failed\n`;
    const sample = '> PASV\n< 227 ok (198,51,100,7,100,1)\n! dial advertised 198.51.100.7:25601 connected\n';
    assert.equal(outcomeOf(first + sample), 'failed failed');
  });

  it('is failed for a refused command and for a reply that cannot be read', () => {
    assert.equal(outcomeOf(`${peer}> PASV\n< 550 Permission denied.\n`), 'failed refused');
    assert.equal(outcomeOf(`${peer}> PASV\n< 227 Entering Passive Mode (1,2,3).\n`), 'failed malformed');
    assert.equal(outcomeOf(`${peer}> PASV\n`), 'unknown');
  });

  it('is skipped with the reason of the note', () => {
    const note = '! note skipped mode=PASV family=6 tls=false reason=ipv4-only';
    const mode = modeOf(factsOf(`${peer}${note}`), 'PASV', 6);
    assert.deepEqual([mode.outcome, mode.reason, mode.channels.length], ['skipped', 'ipv4-only', 0]);
  });

  it('of active mode goes by what arrived', () => {
    const port = `${peer}> PORT 10,0,0,2,100,0\n< 200 PORT command successful.\n> LIST\n`;
    assert.equal(
      outcomeOf(
        `${port}< 150 here\n! accept connected 198.51.100.7:20\n! transfer LIST ok 3\n< 226 ok`,
        'PORT',
      ),
      'ok',
    );
    assert.equal(
      outcomeOf(`${port}! accept timed-out\n< 425 Failed to establish connection.`, 'PORT'),
      'failed timed-out',
    );
    assert.equal(outcomeOf(`${port}! accept foreign 203.0.113.1:20`, 'PORT'), 'failed foreign');
  });
});

describe('facts keep families and TLS states apart', () => {
  it('makes one mode of each', () => {
    const facts = factsOf(`
      == 0 survey
      ! connect 198.51.100.7:21 connected
      < 220 hi
      > EPSV
      < 229 ok (|||1025|)
      == 1 six
      ! connect [2001:db8::7]:21 connected
      < 220 hi
      > AUTH TLS
      < 234 go on
      ! tls ok TLSv1.3
      > EPSV
      < 229 ok (|||1026|)
    `);
    assert.deepEqual(
      facts.modes.map(({ mode, family, tls }) => [mode, family, tls]),
      [
        ['EPSV', 4, false],
        ['EPSV', 6, true],
      ],
    );
    assert.equal(facts.channels[1]?.advertised?.address, '2001:db8::7');
  });
});

describe('facts pair replies with commands', () => {
  it('in order when several commands went out in one write', () => {
    const facts = factsOf(`${peer}> NOOP\n> PASV\n< 200 NOOP ok.\n< 227 ok (198,51,100,7,100,0)\n`);
    assert.equal(facts.channels.length, 1);
    assert.equal(facts.channels[0]?.reply?.code, 227);
  });

  it('and give a late transfer reply to the transfer, not to QUIT', () => {
    const facts = factsOf(
      `${peer}> PASV\n< 227 ok (198,51,100,7,100,0)\n> LIST\n< 150 here\n> QUIT\n< 425 no\n< 221 bye\n`,
    );
    assert.equal(facts.channels[0]?.transfer?.reply, '425 no');
    assert.equal(facts.channels[0].transfer.outcome, 'failed');
  });
});

describe('a reply after QUIT', () => {
  it('belongs to the transfer before unless QUIT can have it', () => {
    const text = `${peer}> PASV\n< 227 ok (198,51,100,7,100,0)\n> LIST\n< 150 here\n> QUIT\n`;
    assert.equal(factsOf(`${text}< 425 no\n`).channels[0]?.transfer?.reply, '425 no');
    assert.equal(factsOf(`${text}< 221 bye\n`).channels[0]?.transfer?.reply, null);
  });
});

describe('the address that the server sees', () => {
  it('is read from the STAT of vsftpd and ProFTPD and from the refusal of Pure-FTPd', () => {
    const stat = (line: string): string | null =>
      factsOf(`${peer}> STAT\n< 211-status\n|     ${line}\n| 211 End\n`).control.seenAs;
    assert.equal(stat('Connected to 125.120.45.15'), '125.120.45.15');
    assert.equal(stat('Connected to ::ffff:125.120.45.15'), '125.120.45.15');
    assert.equal(stat('Connected from pc.example.net (125.120.45.15)'), '125.120.45.15');
    assert.equal(stat('Connected to pc.example.net'), null);
    const refused = `${peer}> PORT 10,0,0,2,100,0\n< 500 I won't open a connection to 10.0.0.2 (only to 125.120.45.15)\n`;
    assert.equal(factsOf(refused).control.seenAs, '125.120.45.15');
  });

  it('is not taken from the STAT of pyftpdlib, which prints its own', () => {
    const { control } = factsOf(
      `${peer}> STAT\n< 211-FTP server status:\n|  Connected to: 172.17.9.135:21\n| 211 End\n`,
    );
    assert.equal(control.seenAs, null);
    assert.deepEqual(control.serverAddress, { address: '172.17.9.135', from: 'STAT' });
  });

  it('reads the same of a pyftpdlib that listens on IPv6 (tried on 1.5.7)', () => {
    const { control } = factsOf(
      `${peer}> STAT\n< 211-FTP server status:\n|  Connected to: ::ffff:172.17.9.135:21\n| 211 End\n`,
    );
    assert.equal(control.seenAs, null);
    assert.deepEqual(control.serverAddress, { address: '172.17.9.135', from: 'STAT' });
  });
});

describe('the server software', () => {
  const product = (text: string): string => {
    const { product: name, version } = factsOf(`! connect 198.51.100.7:21 connected\n${text}`).server;
    return version === null ? name : `${name} ${version}`;
  };

  it('is known by its greeting', () => {
    assert.equal(product('< 220 (vsFTPd 3.0.5)'), 'vsftpd 3.0.5');
    assert.equal(product('< 220 ProFTPD 1.3.5e Server (Debian) [::ffff:10.0.0.2]'), 'proftpd 1.3.5e');
    assert.equal(product('< 220 ProFTPD Server (Debian) [10.0.0.2]'), 'proftpd');
    assert.equal(
      product('< 220---------- Welcome to Pure-FTPd [privsep] [TLS] ----------\n| 220 bye'),
      'pure-ftpd',
    );
    assert.equal(product('< 220 pyftpdlib 2.2.1 ready.'), 'pyftpdlib 2.2.1');
    assert.equal(
      product('< 220-FileZilla Server 1.7.2\n| 220 Please visit https://filezilla-project.org/'),
      'filezilla-server 1.7.2',
    );
    assert.equal(product('< 220 Microsoft FTP Service'), 'iis');
    assert.equal(product('< 220 Welcome'), 'unknown');
  });

  it('is known without a banner by STAT, FEAT, SYST and wording', () => {
    const silent = '< 220 Welcome\n';
    assert.equal(
      product(
        `${silent}> STAT\n< 211-FTP server status:\n|      vsFTPd 3.0.3 - secure, fast, stable\n| 211 End`,
      ),
      'vsftpd 3.0.3',
    );
    assert.equal(product(`${silent}> STAT\n< 211-Status of 'Debian'\n| 211 End`), 'proftpd');
    assert.equal(product(`${silent}> FEAT\n< 211-Extensions supported:\n|  ESTP\n| 211 End.`), 'pure-ftpd');
    assert.equal(
      product(`${silent}> FEAT\n< 211-Features supported:\n|  EPSV\n| 211 End FEAT.`),
      'pyftpdlib',
    );
    assert.equal(product(`${silent}> SYST\n< 215 UNIX emulated by FileZilla.`), 'filezilla-server');
    assert.equal(product(`${silent}> SYST\n< 215 Windows_NT`), 'iis');
    assert.equal(
      product(`${silent}> LIST\n< 150 Here comes the directory listing.\n< 226 Directory send OK.`),
      'vsftpd',
    );
  });

  it('is told by STAT when the greeting says something else', () => {
    const text = `< 220 Microsoft FTP Service\n> STAT\n< 211-x\n|      vsFTPd 3.0.3 - secure, fast, stable\n| 211 End`;
    assert.equal(product(text), 'vsftpd 3.0.3');
  });
});

describe('the control summary', () => {
  it('lists every address of the host with what became of it', () => {
    const { control } = factsOf(`
      ! resolve ftp.example.net 203.0.113.5 198.51.100.7 2001:db8::7
      ! connect 203.0.113.5:21 timed-out 5000ms
      ! connect 198.51.100.7:21 connected 12ms from 10.0.0.2:5000
      < 220 hi
    `);
    assert.equal(control.host, 'ftp.example.net');
    assert.deepEqual(
      control.addresses.map(({ address, family, outcome, used }) => [address, family, outcome, used]),
      [
        ['203.0.113.5', 4, 'timed-out', false],
        ['198.51.100.7', 4, 'connected', true],
        ['2001:db8::7', 6, 'not-tried', false],
      ],
    );
  });

  it('tells implicit from explicit TLS', () => {
    assert.equal(factsOf(`! connect 198.51.100.7:990 connected\n! tls ok\n< 220 hi`).control.tls, 'implicit');
    assert.equal(factsOf(`${peer}> AUTH TLS\n< 234 ok\n! tls ok`).control.tls, 'explicit');
    assert.equal(factsOf(`${peer}> USER a\n< 331 ok`).control.tls, 'none');
    assert.equal(factsOf('! connect 198.51.100.7:21 timed-out').control.tls, null);
  });
});

describe('facts of a host with several addresses', () => {
  it('take the address that carries the session, not one that was only timed', () => {
    const facts = factsOf(`
      ! connect 203.0.113.5:21 connected unused from 10.0.0.2:5001
      ! connect 198.51.100.7:21 connected from 10.0.0.2:5000
      ! connect 203.0.113.6:21 connected unused from 10.0.0.2:5002
      < 220 hi
    `);
    assert.equal(facts.peer, '198.51.100.7');
    assert.deepEqual(
      facts.control.addresses.map(({ used }) => used),
      [false, true, false],
    );
  });
});

describe('the control peer', () => {
  it('is taken from a data dial of it where the evidence does not show the login', () => {
    const text =
      '< 220 hi\n> PASV\n< 227 ok (10,0,0,5,100,0)\n! dial control-peer 198.51.100.7:25600 refused';
    const facts = factsOf(text);
    assert.equal(facts.peer, '198.51.100.7');
    assert.equal(facts.sessions[0]?.peerPort, null);
    assert.equal(factsOf('! connect 198.51.100.7:21 refused').peer, null);
  });
});

describe('a LIST that is refused for its data connection', () => {
  it('counts as a failed transfer, whatever the event says', () => {
    const text = `${peer}> PORT 10,0,0,2,100,0\n< 200 ok\n> LIST\n< 425 Failed to establish connection.\n! transfer LIST rejected 0 on 0`;
    assert.equal(factsOf(text).channels[0]?.transfer?.outcome, 'failed');
    assert.equal(factsOf(text.replace('425', '550')).channels[0]?.transfer?.outcome, 'rejected');
  });

  it('knows the control port from the dial where no target names it and nothing answered', () => {
    const trace = traceOf('! connect 123.56.241.199:2100 timed-out 1000ms');
    assert.equal(deriveFacts(trace).control.port, 2100);
  });
});
