import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createTranslate } from '../../../../src/core/l10n.ts';
import type { TraceEvent } from '../../../../src/core/trace/event.ts';
import { stepTeller } from '../../../../src/extension/diagnose/steps.ts';

const t = createTranslate();
const common = { id: 0, at: 0, connection: 0, channel: 'control' } as const;

function command(session: number, text: string): TraceEvent {
  return { ...common, session, kind: 'command', from: 'client', text };
}

function begins(session: number, purpose: string): TraceEvent {
  return {
    ...common,
    session,
    kind: 'note',
    note: 'session',
    from: 'local',
    text: 'session',
    data: { purpose },
  };
}

describe('the step that is told while a diagnosis runs', () => {
  it('is that of the last command which begins one', () => {
    const stepOf = stepTeller(t, null);
    assert.equal(stepOf(command(0, 'USER ann')), 'Logging in');
    assert.equal(stepOf(command(0, 'EPSV')), 'Trying EPSV');
    assert.equal(stepOf(command(0, 'TYPE I')), null);
  });

  it('is the idle test as long as that lasts, whatever its session says before', () => {
    const stepOf = stepTeller(t, 60_000);
    assert.equal(stepOf(command(0, 'USER ann')), 'Logging in');
    assert.equal(stepOf(begins(3, 'idle test')), 'Leaving a session idle for 60 s');
    assert.equal(stepOf(command(3, 'PASS ****')), 'Leaving a session idle for 60 s');
  });
});
