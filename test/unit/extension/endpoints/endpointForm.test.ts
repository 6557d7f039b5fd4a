import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createTranslate } from '../../../../src/core/l10n.ts';
import { draftFromLine, emptyDraft } from '../../../../src/extension/endpoints/endpointDraft.ts';
import { askEndpoint } from '../../../../src/extension/endpoints/endpointForm.ts';
import type { Asking, StepFrame } from '../../../../src/extension/quickInput/form.ts';

type Answer = string | { readonly go: 'back' | 'cancel' };
const back = { go: 'back' } as const;
const cancel = { go: 'cancel' } as const;

/** A person who gives these answers in turn; what was asked is kept, each with its place and what stood in it. */
function person(...answers: readonly Answer[]) {
  const asked: string[] = [];
  const next = (frame: StepFrame, prompt: string, value: string): Answer => {
    asked.push(
      `${frame.step}/${frame.total} ${prompt.split(/[ ;,]/)[0] ?? ''}${value === '' ? '' : `: ${value}`}`,
    );
    return answers[asked.length - 1] ?? cancel;
  };
  const ask: Asking = {
    input: (frame, { prompt, value = '', validate }) => {
      const answer = next(frame, prompt, value);
      if (typeof answer !== 'string') return Promise.resolve(answer.go);
      assert.equal(validate?.(answer) ?? null, null, `${answer} is refused`);
      return Promise.resolve({ value: answer });
    },
    pick: (frame, items, { placeholder, active }) => {
      const answer = next(frame, placeholder, active?.label ?? '');
      if (typeof answer !== 'string') return Promise.resolve(answer.go);
      const item = items.find(({ label }) => label === answer);
      assert.ok(item !== undefined, `no item ${answer}`);
      return Promise.resolve({ value: item });
    },
  };
  return { ask, asked };
}

const t = createTranslate();

describe('the form of an endpoint', () => {
  it('asks for all that a host name leaves open', async () => {
    const { ask, asked } = person('ftp.example', 'Explicit TLS', '2121', 'me', 'secret', 'shop');
    const draft = await askEndpoint('Add', null, ask, t);
    assert.deepEqual(asked, [
      '1/5 URL',
      '2/5 How',
      '3/5 Port: 21',
      '4/5 User',
      '5/6 Password',
      '6/6 Name: me@ftp.example',
    ]);
    assert.deepEqual(
      [draft?.scheme, draft?.host, draft?.port, draft?.user, draft?.password, draft?.name],
      ['ftpes', 'ftp.example', 2121, 'me', 'secret', 'shop'],
    );
  });

  it('asks nothing that a URL has said, and no password of nobody', async () => {
    const whole = person('ftps://me:secret@ftp.example:990/pub', 'shop');
    assert.equal((await askEndpoint('Add', null, whole.ask, t))?.password, 'secret');
    assert.deepEqual(whole.asked, ['1/5 URL', '2/2 Name: me@ftp.example']);
    const anonymous = person('ftp.example', 'None', '21', '', 'shop');
    await askEndpoint('Add', null, anonymous.ask, t);
    assert.deepEqual(anonymous.asked.slice(3), ['4/5 User', '5/5 Name: ftp.example']);
    const practice = person('practice://eip-normal', 'x');
    await askEndpoint('Add', null, practice.ask, t);
    assert.deepEqual(practice.asked, ['1/5 URL', '2/2 Name: eip-normal']);
  });

  it('lets a port that was the scheme’s own follow another scheme, and keeps one of the person’s own', async () => {
    for (const [port, shown] of [
      [21, '990'],
      [2121, '2121'],
    ] as const) {
      const start = { ...draftFromLine(`ftp://ftp.example:${port}`, emptyDraft), user: '', name: 'x' };
      const { ask, asked } = person('ftp.example', 'Implicit TLS', shown, '', 'x');
      const draft = await askEndpoint('Edit', start, ask, t);
      assert.equal(asked[2], `3/5 Port: ${shown}`);
      assert.deepEqual([draft?.scheme, draft?.port], ['ftps', Number(shown)]);
    }
  });

  it('asks for everything again when it edits, with what is known', async () => {
    const start = { ...draftFromLine('ftps://me@ftp.example:990', emptyDraft), name: 'shop' };
    const { ask, asked } = person('ftp.example', 'Implicit TLS', '990', 'me', '', 'shop');
    const draft = await askEndpoint('Edit', start, ask, t);
    assert.deepEqual(asked, [
      '1/6 URL: ftp.example',
      '2/6 How: Implicit TLS',
      '3/6 Port: 990',
      '4/6 User: me',
      '5/6 Password',
      '6/6 Name: shop',
    ]);
    assert.equal(draft?.password, null);
  });

  it('goes back with what was typed, and is nothing when the person leaves', async () => {
    const { ask, asked } = person('a.example', back, 'b.example', 'None', back, cancel);
    assert.equal(await askEndpoint('Add', null, ask, t), null);
    assert.deepEqual(
      asked.map((each) => each.replace(/\d+$/, '').trim()),
      ['1/5 URL', '2/5 How', '1/5 URL: a.example', '2/5 How', '3/5 Port:', '2/5 How: None'],
    );
  });
});
