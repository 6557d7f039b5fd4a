import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Flow } from '../../../../../src/core/import/capture/flow.ts';
import { FlowTable, type Entry } from '../../../../../src/core/import/capture/flowTable.ts';

const server = Uint8Array.of(192, 0, 2, 10);
const server6 = Uint8Array.from({ length: 16 }, (_, i) => i);

function clientOf(index: number): Uint8Array {
  return Uint8Array.of(10, (index >> 16) & 255, (index >> 8) & 255, index & 255);
}

function flowAt(frame: number): Flow {
  const end = { address: '', port: 0 };
  return new Flow(frame, end, end, { frame, time: null });
}

function put(table: FlowTable<'data'>, index: number): Entry<'data'> {
  return table.set(clientOf(index), 1024, server, 21, flowAt(index), 0);
}

describe('the table of connections', () => {
  it('finds a connection from both of its ends, and no other', () => {
    const table = new FlowTable<'data'>();
    const entry = put(table, 1);
    const sixth = table.set(server6, 5, server6, 6, flowAt(2), 0);
    assert.equal(table.get(clientOf(1), 1024, server, 21), entry);
    assert.equal(table.get(server, 21, clientOf(1), 1024), entry);
    assert.equal(table.get(clientOf(1), 1025, server, 21), undefined);
    assert.equal(table.get(server6, 6, server6, 5), sixth);
    assert.equal(table.get(server6, 6, server6, 7), undefined);
  });

  it('forgets the connections that were longest unused when they are too many, and none that somebody keeps', () => {
    const table = new FlowTable<'data'>();
    const kept = put(table, 0);
    kept.kept = 'data';
    table.set(server6, 5, server6, 6, flowAt(1), 0);
    for (let index = 2; index <= 50_000; index += 1) put(table, index);
    assert.equal(table.get(clientOf(0), 1024, server, 21), kept);
    assert.equal(table.get(server6, 5, server6, 6), undefined);
    assert.equal(table.get(clientOf(20_000), 1024, server, 21), undefined);
    assert.notEqual(table.get(clientOf(30_000), 1024, server, 21), undefined);
    assert.notEqual(table.get(clientOf(50_000), 1024, server, 21), undefined);
  });
});
