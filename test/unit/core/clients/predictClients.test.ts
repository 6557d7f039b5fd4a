import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { predictClients } from '../../../../src/core/clients/predictClients.ts';
import { clientProfiles } from '../../../../src/core/clients/table/index.ts';
import { deriveFacts } from '../../../../src/core/diagnosis/deriveFacts.ts';
import { createTranslate } from '../../../../src/core/l10n.ts';
import type { ClientPrediction, Report } from '../../../../src/core/report/report.ts';
import { bundleFiles } from '../../../support/translations.ts';
import { runPractice } from '../../../support/practiceRun.ts';
import { listing, pasv, publicSession } from '../../../support/traceParts.ts';
import { traceOf } from '../../../support/traceText.ts';

const scenarios = [
  'eip-normal',
  'healthy',
  'ports-blocked',
  'ports-partly-blocked',
  'private-and-blocked',
  'wrong-address',
  'zero-address',
  'malformed-reply',
  'hairpin',
  'helper-blind',
  'epsv-blocked',
  'epsv-refused',
  'active-only',
  'active-blocked',
  'nat-pool',
  'hidden-client',
  'listing-forbidden',
] as const;

type ScenarioName = (typeof scenarios)[number];

/** w works, - fails, s slow, ? not known; a column a scenario in the order above. */
const matrix = `
  netkit-ftp-rhel             -  w  -  -  -  -  -  -  -  -  w  w  -  -  -  w  -
  netkit-ftp                  -  -  -  -  -  -  -  -  w  -  -  -  w  -  -  -  -
  tnftp                       w  w  -  -  -  w  w  w  w  w  -  w  w  -  -  w  -
  tnftp-before-2021           w  w  -  -  -  w  w  w  w  w  -  w  w  -  -  w  -
  inetutils-ftp               -  -  -  -  -  -  -  -  w  -  -  -  w  -  -  -  -
  inetutils-ftp-before-2.2    -  -  -  -  -  -  -  -  w  -  -  -  w  -  -  -  -
  lftp                        w  w  -  -  -  -  w  -  w  -  w  w  w  -  -  w  -
  curl                        w  w  -  -  -  w  w  w  w  w  s  w  -  -  -  w  -
  curl-before-7.74            w  w  -  -  -  w  w  w  w  w  s  w  -  -  -  w  -
  wget                        -  w  -  -  -  -  -  -  -  -  w  w  -  -  -  w  -
  busybox                     w  w  -  -  -  w  w  w  w  w  -  w  -  -  -  w  ?
  windows-ftp                 -  -  -  -  -  -  -  -  w  -  -  -  w  -  -  -  -
  macos-ftp                   ?  ?  ?  ?  ?  ?  ?  ?  ?  ?  ?  ?  ?  ?  ?  ?  ?
  zos-ftp                     ?  w  -  -  -  ?  ?  ?  ?  ?  ?  w  -  -  -  w  -
  filezilla                   w  w  -  -  -  -  w  -  -  -  w  w  w  -  -  w  -
  winscp                      w  w  -  -  -  -  w  -  -  -  w  w  w  -  -  w  -
  winscp-before-6.2           w  w  -  -  -  -  -  -  -  -  w  w  w  -  -  w  -
  windows-explorer            -  ?  -  -  -  -  -  -  ?  -  ?  ?  ?  -  -  ?  -
  cyberduck                   w  w  -  -  -  ?  w  -  ?  -  w  w  -  -  -  w  -
  vscode-sftp                 w  w  -  -  -  s  w  -  s  -  w  w  -  -  -  w  -
  ftplib                      w  w  -  -  -  w  w  -  w  -  w  w  -  -  -  w  -
  ftplib-before-2021          -  w  -  -  -  -  -  -  -  -  w  w  -  -  -  w  -
  basic-ftp                   w  w  -  -  -  w  w  w  w  w  s  w  -  -  -  w  -
  basic-ftp-5                 w  w  -  -  -  w  w  w  w  w  s  w  -  -  -  w  -
  node-ftp                    w  w  -  -  -  s  w  -  s  -  w  w  -  -  -  w  -
  net-ftp-perl                -  w  -  -  -  -  -  -  -  -  w  w  -  -  -  w  -
  net-ftp-perl-debian         -  -  -  -  -  -  -  -  w  -  -  -  w  -  -  -  -
  php-ftp                     -  w  -  -  -  -  -  -  -  -  w  w  -  -  -  w  -
  net-ftp-ruby                w  w  -  -  -  w  w  -  w  -  w  w  -  -  -  w  -
  net-ftp-ruby-before-2021    -  w  -  -  -  -  -  -  -  -  w  w  -  -  -  w  -
  dotnet                      w  w  -  -  -  w  w  -  w  -  w  w  -  -  -  w  -
  dotnet-framework            -  w  -  -  -  -  -  -  -  -  w  w  -  -  -  w  -
  fluentftp                   w  w  -  -  -  w  w  w  w  w  -  w  -  -  -  w  -
  commons-net                 w  w  -  -  -  w  w  -  w  -  w  w  -  -  -  w  -
  commons-net-before-3.9      w  w  -  -  -  -  w  -  -  -  w  w  -  -  -  w  -
  rclone                      w  w  -  -  -  w  w  w  w  w  -  w  -  -  -  w  -
  jlaffaye-ftp-before-0.2.1   w  w  -  -  -  w  w  w  w  w  -  w  -  -  -  w  -
`;

const words: Readonly<Record<ClientPrediction['outcome'], string>> = {
  works: 'w',
  fails: '-',
  slow: 's',
  unknown: '?',
};

const reports = new Map<string, Report>();

function predicted(scenario: ScenarioName, id: string): ClientPrediction {
  const found = reports.get(scenario)?.clients.find((client) => client.id === id);
  assert.ok(found !== undefined, `${id} in ${scenario}`);
  return found;
}

describe('the prediction of clients', () => {
  before(async () => {
    const found = await Promise.all(scenarios.map((name) => runPractice(name, 2500)));
    for (const [index, name] of scenarios.entries()) reports.set(name, found[index] ?? assert.fail());
  });

  it('tells for every client and scenario whether it works', () => {
    const rows = matrix
      .trim()
      .split('\n')
      .map((row) => row.trim().split(/\s+/));
    assert.deepEqual(
      rows.map(([id]) => id),
      clientProfiles.map(({ id }) => id),
    );
    for (const [id = '', ...marks] of rows) {
      const found = scenarios.map((name) => words[predicted(name, id).outcome]);
      assert.deepEqual(found, marks, id);
    }
  });

  it('solves the seed’s riddle: ftp and Explorer fail where lftp and WinSCP work', () => {
    const ftp = predicted('eip-normal', 'netkit-ftp-rhel');
    assert.equal(ftp.outcome, 'fails');
    assert.equal(ftp.message, 'ftp: connect: No route to host');
    assert.equal(ftp.because, 'It dials 172.17.9.135:21485, to which there is no way');
    const active = predicted('eip-normal', 'netkit-ftp');
    assert.equal(active.message, '500 Illegal PORT command.\nftp: bind: Address already in use');
    assert.equal(predicted('eip-normal', 'windows-explorer').outcome, 'fails');
    for (const id of ['lftp', 'winscp']) {
      assert.deepEqual(predicted('eip-normal', id), {
        id,
        name: id === 'lftp' ? 'lftp ≥ 2.5.3' : 'WinSCP ≥ 6.2',
        outcome: 'works',
        because: 'It dials 123.56.241.199 instead of 172.17.9.135 from the 227 reply',
        message: null,
        delayMs: null,
        option: null,
      });
    }
  });

  it('says how late a slow client is, and which option spares the wait', () => {
    const node = predicted('wrong-address', 'node-ftp');
    assert.equal(node.delayMs, 10_000);
    assert.equal(node.option, 'pasvTimeout: 500');
    const curl = predicted('epsv-blocked', 'curl');
    assert.equal(curl.delayMs, 127_000);
    assert.equal(curl.option, '--disable-epsv');
  });

  it('names an option only where the client works with it', () => {
    assert.equal(predicted('eip-normal', 'inetutils-ftp').option, 'ftp -p, epsv4');
    assert.equal(predicted('wrong-address', 'lftp').option, 'set ftp:ignore-pasv-address yes');
    assert.equal(predicted('active-only', 'wget').option, '--no-passive-ftp');
    assert.equal(predicted('eip-normal', 'wget').option, null);
    assert.equal(predicted('ports-blocked', 'lftp').option, null);
  });

  it('tells what each client prints', () => {
    const prints: readonly (readonly [ScenarioName, string, string])[] = [
      ['wrong-address', 'inetutils-ftp', '500 Illegal PORT command.\nftp: bind: Address already in use'],
      ['wrong-address', 'wget', "couldn't connect to 123.56.241.87 port 30012: Connection timed out"],
      ['nat-pool', 'tnftp', '425 Security: Bad IP connecting.'],
      ['nat-pool', 'ftplib', 'ftplib.error_temp: 425 Security: Bad IP connecting.'],
      ['active-only', 'curl', 'curl: (13) Bad PASV/EPSV response'],
      ['active-only', 'wget', 'Cannot initiate PASV transfer.'],
      ['listing-forbidden', 'lftp', 'ls: Access failed: 550 Permission denied.'],
      ['eip-normal', 'net-ftp-perl-debian', 'Illegal PORT command.'],
    ];
    for (const [scenario, id, message] of prints) {
      assert.equal(predicted(scenario, id).message, message, `${id} in ${scenario}`);
    }
  });

  it('speaks the language of the report, and leaves what clients print as it is', () => {
    const report = reports.get('eip-normal') ?? assert.fail();
    const chinese = createTranslate(
      Object.assign({}, ...bundleFiles('zh-cn').map(({ messages }) => messages)) as Record<string, string>,
    );
    const facts = deriveFacts({ ...traceOf(''), events: report.events });
    const found = predictClients(facts, chinese).find(({ id }) => id === 'netkit-ftp-rhel');
    assert.equal(found?.because, '它连接 172.17.9.135:21485，没有可达的路由');
    assert.equal(found.message, 'ftp: connect: No route to host');
  });

  it('foretells nothing before a login, and nothing over IPv6', () => {
    const refused = traceOf(`
      == 0 survey
      ! connect 198.51.100.7:21 connected from 192.168.0.130:50000
      < 220 Welcome
      > USER a
      < 331 ?
      > PASS ****
      < 530 Login incorrect.
    `);
    assert.deepEqual(predictClients(deriveFacts(refused), createTranslate()), []);
    const six = traceOf(`
      == 0 survey
      ! connect [2001:db8::7]:21 connected from [2001:db8::1]:50000
      < 220 Welcome
      > EPSV
      < 229 Entering Extended Passive Mode (|||30000|)
      ! dial control-peer [2001:db8::7]:30000 connected
      > LIST
      < 150 Here.
      ! transfer LIST ok 68
      < 226 Done.
    `);
    assert.deepEqual(predictClients(deriveFacts(six), createTranslate()), []);
  });

  it('knows who reads a 227 with blanks, and says where nobody knows', () => {
    const outcomes = (numbers: string, ids: readonly string[]): (string | undefined)[] => {
      const trace = traceOf(
        publicSession +
          `> PASV\n< 227 Entering passive mode (${numbers}).\n` +
          `! dial advertised 123.56.241.199:30012 connected\n${listing}` +
          '> EPSV\n< 500 What?\n',
      );
      const found = predictClients(deriveFacts(trace), createTranslate());
      return ids.map((id) => found.find((client) => client.id === id)?.outcome);
    };
    const ids = ['wget', 'ftplib', 'net-ftp-perl', 'node-ftp', 'curl', 'lftp', 'busybox', 'php-ftp'];
    const all = (outcome: string, count: number): string[] => Array.from({ length: count }, () => outcome);
    assert.deepEqual(outcomes('123,56,241,199,117,60', ids), all('works', 8));
    assert.deepEqual(outcomes('123, 56, 241, 199, 117, 60', ids), [
      ...all('fails', 4),
      ...all('works', 3),
      'unknown',
    ]);
    assert.deepEqual(outcomes('123,56,241,199 ,117,60', ids), [...all('fails', 6), 'works', 'unknown']);
  });

  it('lets those through who resume the TLS session, where the log of another client shows that the server demands it', () => {
    for (const reply of [
      '522 SSL connection failed; session reuse required',
      '425 Unable to build data connection: TLS session of data connection not resumed.',
      '425 Unable to build data connection: Operation not permitted',
    ]) {
      const log = publicSession.replace('> USER', '> AUTH TLS\n< 234 ok\n! tls ok TLSv1.3\n> USER');
      const asked = pasv(30012, 'connected', `> LIST\n< 150 Here\n< ${reply}`);
      const found = predictClients(deriveFacts(traceOf(log + asked)), createTranslate());
      const told = (id: string): string => {
        const { outcome, because } = found.find((client) => client.id === id) ?? assert.fail();
        return `${outcome}: ${because}`;
      };
      for (const id of ['filezilla', 'winscp', 'lftp'])
        assert.equal(told(id), 'works: It asks with PASV, and the port answers');
      assert.equal(
        told('ftplib'),
        'fails: Its data connections do not resume the TLS session, as this server demands',
      );
      assert.equal(told('wget').split(':', 1)[0], 'unknown');
    }
  });

  it('goes by our own fresh handshake where one was made', () => {
    const secure = publicSession.replace('> USER', '> AUTH TLS\n< 234 go\n! tls ok TLSv1.3\n> USER');
    const fresh = (outcome: string): string | undefined => {
      const resumed = pasv(30012, 'connected', `! data-tls ok TLSv1.3 resumed${listing}`);
      const tried = pasv(
        30013,
        'connected',
        `! data-tls ok TLSv1.3 fresh\n> LIST\n< 150 Here\n! transfer LIST ${outcome}`,
      );
      const trace = `== 0 survey\n${secure}${resumed}== 1 reuse test=tls-reuse\n${secure}${tried}`;
      const found = predictClients(deriveFacts(traceOf(trace)), createTranslate());
      return found.find(({ id }) => id === 'ftplib')?.outcome;
    };
    assert.equal(fresh('ok 68\n< 226 Done'), 'works');
    assert.equal(fresh('failed 0\n< 425 No.'), 'fails');
  });

  it('says that active mode works where the server’s connection arrives', () => {
    const trace = `${publicSession}> PORT 192,168,0,130,156,65\n< 200 ok\n! accept connected 123.56.241.199:20${listing}`;
    const found = predictClients(deriveFacts(traceOf(trace)), createTranslate());
    assert.equal(
      found.find(({ id }) => id === 'netkit-ftp')?.because,
      'It uses active mode, and the server’s connection arrives',
    );
  });

  it('leaves open what the evidence does not show', () => {
    const log = traceOf(`
      == 0 a log
      ! connect 198.51.100.7:21 connected from 192.168.0.130:50000
      < 220 Welcome
      > PASV
      < 227 Entering Passive Mode (10,0,0,7,117,60).
    `);
    const found = predictClients(deriveFacts(log), createTranslate());
    const outcome = (id: string): string | undefined => found.find((client) => client.id === id)?.outcome;
    assert.equal(outcome('wget'), 'unknown');
    assert.equal(outcome('curl'), 'unknown');
    assert.equal(outcome('inetutils-ftp'), 'unknown');
    assert.equal(outcome('dotnet-framework'), 'fails');
  });

  it('leaves open who still accepts TLS 1.0, where the server has nothing newer', () => {
    const outcome = (protocol: string): string | undefined => {
      const trace = traceOf(`
        ! connect 198.51.100.7:21 connected from 192.168.0.130:50000
        < 220 Welcome
        > AUTH TLS
        < 234 go on
        ! tls ok ${protocol} certificate good
        > PASV
        < 227 Entering Passive Mode (198,51,100,7,117,60).
        ! dial advertised 198.51.100.7:30012 connected
        ${listing}
      `);
      const found = predictClients(deriveFacts(trace), createTranslate());
      return found.find(({ id }) => id === 'lftp')?.outcome;
    };
    assert.equal(outcome('TLSv1.3'), 'works');
    assert.equal(outcome('TLSv1'), 'unknown');
  });
});
