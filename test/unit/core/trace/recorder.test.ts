import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EventDraft } from '../../../../src/core/trace/event.ts';
import { Recorder } from '../../../../src/core/trace/recorder.ts';

function reply(text: string, raw?: string): EventDraft {
  return {
    session: 0,
    connection: 0,
    channel: 'control',
    from: 'server',
    kind: 'reply',
    code: 220,
    text,
    ...(raw === undefined ? {} : { raw }),
  };
}

describe('Recorder', () => {
  it('numbers events and counts their time from its own start', () => {
    let now = 1000;
    const recorder = new Recorder(() => now);
    now = 1012.34;
    const event = recorder.record({ ...reply('220 a'), ms: 3.14159 });
    assert.deepEqual([event.id, event.at, event.ms], [0, 12.3, 3.1]);
    assert.equal(recorder.record(reply('220 b')).id, 1);
  });

  it('masks the password in every text and drops raw bytes that may hold it', () => {
    const recorder = new Recorder(() => 0);
    recorder.hide('hunter2');
    const event = recorder.record(reply('530 no such password: hunter2', 'aHVudGVyMg=='));
    assert.equal(event.text, '530 no such password: ****');
    assert.equal(event.raw, undefined);
    assert.equal(recorder.record(reply('listing', btoa('-rw- hunter2.txt'))).raw, undefined);
    assert.equal(recorder.record(reply('listing', btoa('-rw- a.txt'))).raw, btoa('-rw- a.txt'));
    assert.ok(!JSON.stringify(recorder.events()).includes('hunter2'));
  });

  it('masks the password also in what came before it was known', () => {
    const recorder = new Recorder(() => 0);
    recorder.record(reply('220 hunter2 welcomes you', btoa('hunter2')));
    recorder.hide('hunter2');
    assert.equal(recorder.events()[0]?.text, '220 **** welcomes you');
    assert.ok(!JSON.stringify(recorder.events()).includes('hunter2'));
  });

  it('counts what goes beyond its limits instead of keeping it', () => {
    const recorder = new Recorder(() => 0, undefined, { events: 2, characters: 100 });
    for (let i = 0; i < 5; i += 1) recorder.record(reply('220 hello'));
    assert.equal(recorder.events().length, 2);
    assert.deepEqual(recorder.omitted, { sessions: 0, events: 3, bytes: 27 });
    const small = new Recorder(() => 0, undefined, { events: 100, characters: 20 });
    small.record(reply('220 hello'));
    assert.equal(small.record(reply('220 much too long for it')).id, -1);
  });

  it('keeps room for our own events where a server floods', () => {
    const recorder = new Recorder(() => 0, undefined, { events: 10, characters: 1000 });
    for (let i = 0; i < 50; i += 1) recorder.record(reply('226 hello'));
    assert.equal(recorder.note(0, 'reply-too-long', {}).id, 8);
    assert.equal(recorder.omitted.events, 42);
    for (let i = 0; i < 50; i += 1) recorder.note(0, 'skipped', {});
    assert.equal(recorder.events().length, 10);
  });

  it('tells each event as it is kept', () => {
    const seen: number[] = [];
    const recorder = new Recorder(
      () => 0,
      (event) => seen.push(event.id),
    );
    recorder.record(reply('220 a'));
    recorder.note(0, 'session', { purpose: 'survey' });
    assert.deepEqual(seen, [0, 1]);
  });
});
