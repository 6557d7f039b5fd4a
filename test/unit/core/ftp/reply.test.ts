import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ReplyAssembler, type ReplyItem } from '../../../../src/core/ftp/reply.ts';

function read(lines: readonly string[], maxSize?: number): (ReplyItem | null)[] {
  const assembler = new ReplyAssembler(maxSize);
  return lines.map((line) => assembler.push(line)).filter((item) => item !== null);
}

describe('ReplyAssembler', () => {
  it('takes a line with a code as a reply', () => {
    assert.deepEqual(read(['220 (vsFTPd 3.0.3)']), [
      { kind: 'reply', reply: { code: 220, lines: ['220 (vsFTPd 3.0.3)'] } },
    ]);
  });

  it('closes a group only by its own code and a blank', () => {
    const lines = ['211-Features:', ' EPSV', '220 not yet', '211-still', '211 End'];
    assert.deepEqual(read(lines), [{ kind: 'reply', reply: { code: 211, lines } }]);
  });

  it('keeps lines that belong to no reply', () => {
    assert.deepEqual(
      read(['SSH-2.0-OpenSSH_9.2', '', '600 x', '220 ok']).map((item) => item?.kind),
      ['stray', 'stray', 'stray', 'reply'],
    );
  });

  it('bounds a reply that never ends and still finds its end', () => {
    const lines = ['211-x', ...Array.from({ length: 1000 }, () => ' '.repeat(100)), '211 End'];
    const [item] = read(lines, 1024);
    assert.ok(item?.kind === 'reply' && item.reply.lines.length < 20);
  });

  it('hands over an unfinished reply at the end', () => {
    const assembler = new ReplyAssembler();
    assembler.push('211-x');
    assembler.push(' y');
    assert.deepEqual(assembler.end(), { code: 211, lines: ['211-x', ' y'] });
    assert.equal(assembler.end(), null);
  });
});
