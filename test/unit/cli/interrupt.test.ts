import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { catchInterrupt } from '../../../src/cli/interrupt.ts';

describe('an interruption', () => {
  for (const [name, status] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    it(`by ${name} aborts what runs, and ends the program at the second time`, (context) => {
      const left: unknown[] = [];
      context.mock.method(process, 'exit', (code: unknown) => left.push(code));
      const interrupt = catchInterrupt();
      try {
        assert.deepEqual([interrupt.status(), interrupt.signal.aborted], [null, false]);
        process.emit(name);
        assert.deepEqual([interrupt.status(), interrupt.signal.aborted, left], [status, true, []]);
        process.emit(name);
        assert.deepEqual(left, [status]);
      } finally {
        interrupt.release();
      }
      assert.equal(process.listenerCount(name), 0);
    });
  }

  it('comes from a terminal in raw mode too, which sends no signal', () => {
    const interrupt = catchInterrupt();
    interrupt.trigger();
    interrupt.release();
    assert.deepEqual([interrupt.status(), interrupt.signal.aborted], [130, true]);
  });
});
