import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createTranslate } from '../../../../src/core/l10n.ts';
import type { EventDraft, TraceEvent } from '../../../../src/core/trace/event.ts';
import { arrowOf } from '../../../../src/shared/timeline/arrows.ts';
import { eventTexts } from '../../../../src/shared/timeline/eventTexts.ts';

const t = createTranslate();
const peer = '123.56.241.199';
const inner = '172.17.9.135';

type Draft = EventDraft extends infer E
  ? E extends EventDraft
    ? Partial<E> & Pick<E, 'kind'>
    : never
  : never;

function event(draft: Draft): TraceEvent {
  const base = { id: 0, at: 0, session: 0, connection: 0, channel: 'control', from: 'client', text: '' };
  return { ...base, ...draft } as TraceEvent;
}

function reply(text: string): TraceEvent {
  return event({ kind: 'reply', from: 'server', text, code: Number(text.slice(0, 3)) });
}

function dial(
  address: string,
  outcome: 'connected' | 'refused' | 'timed-out' | 'unreachable' | 'not-tried',
  as: 'advertised' | 'control-peer' = 'advertised',
): TraceEvent {
  return event({ kind: 'dial', channel: 'data', as, outcome, ms: 3, remote: { address, port: 21485 } });
}

describe('a reply in plain words', () => {
  for (const [verb, text, words, decoding, mismatch] of [
    [
      'PASV',
      '227 Entering Passive Mode (172,17,9,135,83,237).',
      'Come to 172.17.9.135:21485: private, not the address reached',
      '83 × 256 + 237 = 21485',
      true,
    ],
    [
      'PASV',
      '227 Entering Passive Mode (8,8,4,4,83,237).',
      'Come to 8.8.4.4:21485: not the address that was reached',
      '83 × 256 + 237 = 21485',
      true,
    ],
    [
      'PASV',
      '227 Entering Passive Mode (123,56,241,199,83,237).',
      'Come to 123.56.241.199:21485',
      '83 × 256 + 237 = 21485',
      false,
    ],
    [
      'PASV',
      '227 Entering Passive Mode (300,1,1,1,1,1).',
      'No address and port can be read from it',
      null,
      false,
    ],
    [
      'EPSV',
      '229 Entering Extended Passive Mode (|||21746|).',
      'Come to port 21746, same address',
      null,
      false,
    ],
    ['PORT', '500 Illegal PORT command.', 'Refuses to connect to the address in the command', null, false],
    ['PASS', '530 Login incorrect.', 'The login is refused', null, false],
    ['', '220 (vsFTPd 3.0.3)', 'The server greets', null, false],
    ['XYZZ', '502 Not implemented', 'Refused, or not known', null, false],
  ] as const) {
    it(`${text} after ${verb === '' ? 'nothing' : verb}`, () => {
      const texts = eventTexts(reply(text), { verb, peer }, t);
      assert.deepEqual([texts.words, texts.decoding, texts.mismatch], [words, decoding, mismatch]);
      assert.equal(texts.foreign, true);
    });
  }

  it('claims no mismatch while the peer is not known', () => {
    const texts = eventTexts(reply('227 (172,17,9,135,83,237)'), { verb: 'PASV', peer: null }, t);
    assert.equal(texts.mismatch, false);
  });
});

describe('a command in plain words', () => {
  it('decodes the address of PORT', () => {
    const texts = eventTexts(
      event({ kind: 'command', text: 'PORT 192,168,0,130,156,65' }),
      { verb: 'PORT', peer },
      t,
    );
    assert.equal(texts.words, 'Asks the server to connect to 192.168.0.130:40001');
    assert.equal(texts.decoding, '156 × 256 + 65 = 40001');
  });
});

describe('a data dial', () => {
  for (const [name, drawn, reach, words, mismatch] of [
    [
      'to the private address ends outside the server’s reach',
      dial(inner, 'unreachable'),
      'nowhere',
      /arrives nowhere/,
      true,
    ],
    [
      'to the peer that is dropped ends at the server’s door',
      dial(peer, 'timed-out'),
      'door',
      /where the server said/,
      false,
    ],
    [
      'to the peer that is refused ends at the server’s door',
      dial(peer, 'refused'),
      'door',
      /where the server said/,
      false,
    ],
    ['that was withheld does not leave', dial(inner, 'not-tried'), 'stays', /not dialled/, true],
    [
      'to the peer after PASV is a repairing client’s',
      dial(peer, 'connected', 'control-peer'),
      'arrives',
      /repairing client/,
      false,
    ],
  ] as const) {
    it(name, () => {
      const around = { peer, serverAddress: inner };
      assert.equal(arrowOf(drawn, around)?.reach, reach);
      const texts = eventTexts(drawn, { verb: 'PASV', peer }, t);
      assert.match(texts.words, words);
      assert.equal(texts.mismatch, mismatch);
    });
  }

  it('that connects elsewhere goes to another host', () => {
    assert.equal(arrowOf(dial('203.0.113.7', 'connected'), { peer, serverAddress: null })?.to, 'other');
    assert.equal(arrowOf(dial(inner, 'connected'), { peer, serverAddress: inner })?.to, 'server');
  });

  it('that the server makes and that never comes ends at this side’s door', () => {
    const silent = event({
      kind: 'accept',
      channel: 'data',
      outcome: 'timed-out',
      local: { address: '192.168.0.130', port: 40001 },
    });
    assert.deepEqual(arrowOf(silent, { peer, serverAddress: null }), {
      from: 'server',
      to: 'client',
      line: 'data',
      reach: 'door',
      both: false,
    });
    assert.equal(eventTexts(silent, { verb: 'LIST', peer }, t).outcome, 'nobody came');
  });
});

describe('a note in plain words', () => {
  const texts = (note: string, text: string, data: Record<string, string | number | boolean> = {}) =>
    eventTexts(event({ kind: 'note', note, text, data }), { verb: '', peer }, t);

  it('never shows the name that this tool gives it', () => {
    const verdict = texts('port-verdict', 'port-verdict', { accepted: true });
    assert.equal(verdict.label, 'With the address that the server sees, PORT is accepted');
    assert.equal(verdict.words, '', 'said once');
    assert.equal(verdict.foreign, false);
    const skipped = texts('skipped', 'EPSV: time', { mode: 'EPSV', reason: 'time' });
    assert.match(skipped.label, /^EPSV was not run: /);
  });

  it('keeps a text of its own', () => {
    assert.equal(texts('stray-line', 'hello').label, 'hello');
  });

  it('warns of a session that its idle time has ended', () => {
    assert.equal(texts('hold', 'hold', { seconds: 60, alive: false }).tone, 'doubtful');
    assert.equal(texts('hold', 'hold', { seconds: 60, alive: true }).tone, 'none');
  });
});
