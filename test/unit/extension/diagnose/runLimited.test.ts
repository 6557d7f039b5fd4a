import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runLimited } from '../../../../src/extension/diagnose/runLimited.ts';

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 2));

describe('many runs', () => {
  it('go a few at a time, in order, all of them', async () => {
    let now = 0;
    let most = 0;
    const started: number[] = [];
    await runLimited([1, 2, 3, 4, 5], 2, new AbortController().signal, async (item) => {
      started.push(item);
      now += 1;
      most = Math.max(most, now);
      await pause();
      now -= 1;
    });
    assert.deepEqual(started, [1, 2, 3, 4, 5]);
    assert.equal(most, 2);
  });

  it('start no further one once they are cancelled', async () => {
    const controller = new AbortController();
    const started: number[] = [];
    await runLimited([1, 2, 3], 1, controller.signal, async (item) => {
      started.push(item);
      controller.abort();
      await pause();
    });
    assert.deepEqual(started, [1]);
  });

  it('end at once when there is nothing to do', async () => {
    await runLimited([], 3, new AbortController().signal, () => Promise.reject(new Error('called')));
  });
});
