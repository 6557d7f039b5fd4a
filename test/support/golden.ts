import { join } from 'node:path';
import type { TestContext } from 'node:test';

/** Compares text with test/golden/`name`; `--test-update-snapshots` writes it. */
export function matchGolden(context: TestContext, name: string, text: string): void {
  context.assert.fileSnapshot(text, join(import.meta.dirname, '..', 'golden', name), {
    serializers: [(value: unknown) => value as string],
  });
}
