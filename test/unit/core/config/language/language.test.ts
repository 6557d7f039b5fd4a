import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseConf } from '../../../../../src/core/config/confFile.ts';
import { flavourNamed } from '../../../../../src/core/config/flavour.ts';
import { completions } from '../../../../../src/core/config/language/completion.ts';
import { decodedValue } from '../../../../../src/core/config/language/decodedValue.ts';
import { hoverText } from '../../../../../src/core/config/language/hover.ts';
import { pathLinks } from '../../../../../src/core/config/language/links.ts';
import { outline } from '../../../../../src/core/config/language/outline.ts';
import type { OptionInfo } from '../../../../../src/core/config/options.ts';
import { optionNamed, options } from '../../../../../src/core/config/options.ts';
import { readConf } from '../../../../../src/core/config/settings.ts';
import { createTranslate } from '../../../../../src/core/l10n.ts';
import { bundleFiles } from '../../../../support/translations.ts';

const t = createTranslate();
const debian = flavourNamed('3.0.3-debian') ?? null;
function option(name: string): OptionInfo {
  const found = optionNamed(name);
  assert.ok(found, name);
  return found;
}

describe('completions', () => {
  const labels = (before: string, flavour = debian): string[] =>
    completions(before, flavour).map(({ label }) => label);

  it('offer the names that the build knows at the start of a line', () => {
    assert.ok(labels('pasv').includes('pasv_address'));
    assert.ok(labels('').includes('utf8_filesystem'));
    assert.ok(!labels('').includes('ssl_tlsv12'));
    assert.ok(labels('', flavourNamed('3.0.5') ?? null).includes('ssl_tlsv12'));
    assert.equal(completions('pasv_a', null).find(({ label }) => label === 'pasv_address')?.replaces, 6);
  });

  it('offer values after the equals sign and mark the default', () => {
    assert.deepEqual(labels('listen='), ['YES', 'NO']);
    assert.equal(completions('listen=', debian).find(({ isDefault }) => isDefault)?.label, 'NO');
    assert.deepEqual(labels('local_umask='), ['022', '027', '077', '002']);
  });

  it('stay away from comments, unknown names and text after a blank', () => {
    for (const before of ['# lis', 'nonsense=', 'listen=YES ', 'a b'])
      assert.deepEqual(labels(before), [], before);
  });
});

describe('hover', () => {
  it('gives every option a text for every build', () => {
    for (const each of options) {
      assert.ok(hoverText(each, null, t).includes(each.description));
      assert.ok(hoverText(each, debian, t).startsWith(`**${each.name}** · `));
    }
  });

  it('says which default belongs to which build where they differ', () => {
    assert.match(hoverText(option('listen'), null, t), /`NO` \(3\.0\.5-1-debian, .*`YES` \(/);
    assert.match(hoverText(option('listen'), debian, t), /default `NO`/);
    assert.match(hoverText(option('local_umask'), debian, t), /`077` \(files rw-------, folders rwx------\)/);
  });
});

describe('decoded values', () => {
  for (const [name, value, words] of [
    ['local_umask', '022', 'files rw-r--r--, folders rwxr-xr-x'],
    ['local_umask', '22', 'files rw-r-----, folders rwxr-x--x'],
    ['file_open_mode', '0755', 'rwxr-xr-x'],
    ['idle_session_timeout', '300', '5 min'],
    ['accept_timeout', '0', 'no limit'],
    ['local_max_rate', '1250000', '1250 kB a second'],
    ['pasv_min_port', '030000', '12288'],
    ['max_clients', '5', null],
  ] as const) {
    it(`${name}=${value} is ${words ?? 'left as it is'}`, () =>
      assert.equal(decodedValue(option(name), value, t), words));
  }
});

describe('outline and links', () => {
  const text =
    '# Listener\n# on IPv4\nlisten=YES\nlisten_ipv6=NO\n#max_clients=5\n\n# Users\nlocal_enable=YES\nlocal_root=/srv/ftp\nbanner_file="/etc/x"\n';

  it('groups settings under the comment before them', () => {
    assert.deepEqual(
      outline(parseConf(text)).map(({ title, entries }) => [title, entries.map(({ name }) => name)]),
      [
        ['Listener', ['listen', 'listen_ipv6']],
        ['Users', ['local_enable', 'local_root', 'banner_file']],
      ],
    );
  });

  it('links the absolute paths', () => {
    assert.deepEqual(
      pathLinks(readConf(text, debian)).map(({ start, end, path }) => [text.slice(start, end), path]),
      [['/srv/ftp', '/srv/ftp']],
    );
  });
});

describe('hover texts in Chinese', () => {
  it('translate description, notes and unit', () => {
    const messages = bundleFiles('zh-cn').flatMap((file) => Object.entries(file.messages));
    const zh = createTranslate(Object.fromEntries(messages));
    const text = hoverText(option('accept_timeout'), null, zh);
    assert.match(text, /等待客户端打开被动数据连接的秒数/);
    assert.doesNotMatch(text, /seconds|Seconds/);
  });
});
