import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { modes, noSettings, type Settings } from '../../../../src/core/trace/trace.ts';
import { commandLineOf } from '../../../../src/extension/diagnose/commandLine.ts';
import { runSettings } from '../../../../src/extension/diagnose/runSettings.ts';
import {
  parseDestination,
  unsavedEndpoint,
  type Endpoint,
} from '../../../../src/extension/endpoints/endpoint.ts';
import { readSettings } from '../../../../src/extension/settings.ts';

const usual: Settings = { ...noSettings, modes, samples: 6, timeoutMs: 5000 };

function endpoint(url: string): Endpoint {
  const parsed = parseDestination(url);
  if ('fault' in parsed) throw new Error(parsed.fault);
  return unsavedEndpoint(parsed.destination);
}

describe('a diagnosis as a command line', () => {
  it('is the URL alone when nothing is unusual', () => {
    assert.equal(commandLineOf(endpoint('ftp://me:secret@h'), usual), 'ftp-diagnose ftp://me@h:21');
    assert.equal(commandLineOf(endpoint('practice://eip-normal'), usual), 'ftp-diagnose practice eip-normal');
  });

  it('says what is unusual', () => {
    const settings: Settings = {
      ...usual,
      modes: ['PORT', 'EPRT'],
      samples: 2,
      timeoutMs: 1500,
      range: { from: 1, to: 2 },
      activeAddress: '192.0.2.1',
      activePorts: { from: 3, to: 4 },
    };
    assert.equal(
      commandLineOf(endpoint('ftp://h'), settings),
      'ftp-diagnose ftp://h:21 --mode port,eprt --samples 2 --timeout 1.5 --range 1-2 --active-address 192.0.2.1 --active-ports 3-4',
    );
  });

  it('lets no part of a URL become a command', () => {
    const line = commandLineOf(endpoint("ftp://a'%3Btouch%20x@h/$(id)"), usual);
    assert.equal(line, `ftp-diagnose 'ftp://a%27%3Btouch%20x@h:21/%24(id)'`);
  });

  it('is read back by every shell: no bare bracket, no quote inside quotes', () => {
    assert.equal(
      commandLineOf(endpoint("ftp://o'brien@[2001:db8::7]"), usual),
      "ftp-diagnose 'ftp://o%27brien@[2001:db8::7]:21'",
    );
  });
});

describe('settings', () => {
  it('are usable whatever a person wrote', () => {
    const read = readSettings(
      (key) =>
        ({
          modes: ['PASV', 'nonsense', 3],
          samples: 'many',
          timeout: -4,
          concurrency: 1e9,
          activePorts: '9-1',
          openPanel: 'sometimes',
          historySize: Number.NaN,
          language: 'fr',
        })[key],
    );
    assert.deepEqual(read, {
      modes: ['PASV'],
      samples: 6,
      timeoutMs: 1000,
      concurrency: 10,
      activeAddress: null,
      activePorts: null,
      openPanel: 'always',
      clickAction: 'open',
      historySize: 20,
      language: null,
    });
  });

  it('take an address for active mode and nothing else, since it goes into a command', () => {
    for (const [written, read] of [
      [' 192.0.2.1 ', '192.0.2.1'],
      ['2001:db8::7', '2001:db8::7'],
      ['192.0.2.1,1,1\r\nDELE x', null],
      ['home.example', null],
      [7, null],
    ] as const) {
      const { activeAddress } = readSettings((key) => (key === 'activeAddress' ? written : undefined));
      assert.equal(activeAddress, read);
    }
  });

  it('of this machine mean nothing on the practice network', () => {
    const settings = readSettings((key) => (key === 'activeAddress' ? '192.0.2.1' : undefined));
    assert.equal(runSettings(settings, endpoint('practice://eip-normal')).activeAddress, null);
    assert.equal(runSettings(settings, endpoint('ftp://h')).activeAddress, '192.0.2.1');
  });
});
