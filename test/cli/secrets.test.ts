import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { LonelyProgram, runCli, type RunOptions } from '../support/commandLine.ts';
import { polite, send } from '../support/scripts.ts';
import { ScriptedServer } from '../support/scriptedServer.ts';

const program = new LonelyProgram();
const secret = 'S3cr%t pass/wörd';

/** A server that repeats the password, as some do in their refusals. */
const server = new ScriptedServer({
  ...polite,
  PASS: (session, argument) =>
    send(Buffer.from(`230 Welcome, ${argument}, your password is ${argument}\r\n`, 'latin1'))(
      session,
      argument,
    ),
});
before(() => server.start());
after(() => {
  server.close();
  program.remove();
});

const sent = `PASS ${Buffer.from(secret, 'utf8').toString('latin1')}`;
const address = (): string => `127.0.0.1:${server.port}`;

const ways: readonly (readonly [string, () => readonly string[], RunOptions])[] = [
  ['FTP_PASSWORD', () => [`ftp://bob@${address()}`], { environment: { FTP_PASSWORD: secret } }],
  ['--password-stdin', () => [`ftp://bob@${address()}`, '--password-stdin'], { input: `${secret}\n` }],
  ['the URL', () => [`ftp://bob:${encodeURIComponent(secret)}@${address()}`], {}],
];

describe('the password', () => {
  for (const [name, words, options] of ways) {
    it(`from ${name} is sent and is in no output`, async () => {
      server.commands.length = 0;
      const files = ['--html', 'secret.html', '--md', 'secret.md', '--verbose', '--samples', '1'];
      const text = await runCli(program, [...words(), ...files], options);
      assert.ok(server.commands.includes(sent), server.commands.join('\n'));
      const json = await runCli(program, [...words(), '--json', '--samples', '1'], options);
      const outputs = [
        text.stdout,
        text.stderr,
        json.stdout,
        json.stderr,
        readFileSync(join(program.folder, 'secret.html'), 'utf8'),
        readFileSync(join(program.folder, 'secret.md'), 'utf8'),
      ];
      for (const output of outputs) {
        for (const form of [
          secret,
          encodeURIComponent(secret),
          JSON.stringify(secret).slice(1, -1),
          sent.slice(5),
        ]) {
          assert.ok(!output.includes(form), form);
        }
      }
      JSON.parse(json.stdout);
      assert.equal(
        (JSON.parse(json.stdout) as { source: { target: string } }).source.target,
        `ftp://bob@${address()}`,
      );
      assert.match(text.stdout, /PASS \*\*\*\*/);
      if (name === 'the URL') assert.match(text.stderr, /^ftp-diagnose: The password in the URL can be read/);
      else assert.equal(text.stderr, '');
    });
  }

  it('left in the environment is not sent to an anonymous login', async () => {
    server.commands.length = 0;
    await runCli(program, [`ftp://${address()}`, '--samples', '1'], {
      environment: { FTP_PASSWORD: secret },
    });
    assert.ok(server.commands.includes('USER anonymous'));
    assert.ok(server.commands.includes('PASS anonymous@'));
    assert.ok(!server.commands.includes(sent));
  });

  it('is not asked for where the user is anonymous by name', async () => {
    server.commands.length = 0;
    const { status } = await runCli(program, [`ftp://anonymous@${address()}`, '--samples', '1']);
    assert.equal(status, 0);
    assert.ok(server.commands.includes('PASS anonymous@'));
  });
});
