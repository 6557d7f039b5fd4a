/** A test in the extension host. */
interface HostTest {
  readonly name: string;
  readonly run: () => Promise<void>;
}

const tests: HostTest[] = [];

/** How long one test may take, in milliseconds. */
const limitMs = 45_000;

/** Adds a test; the name is a sentence about behaviour. */
export function hostTest(name: string, run: () => Promise<void>): void {
  tests.push({ name, run });
}

/** Waits until `look` gives a value. @throws Error after `ms` milliseconds, with `what`. */
export async function until<T>(
  what: string,
  look: () => T | null | undefined | false,
  ms = 20_000,
): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const value = look();
    if (value !== null && value !== undefined && value !== false) return value;
    if (Date.now() > end) throw new Error(`not within ${ms} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

async function withLimit(run: () => Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`took longer than ${limitMs} ms`)), limitMs);
  });
  try {
    await Promise.race([run(), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Runs every test in order. @throws Error when one has failed, or a rejection of ours went unhandled. */
export async function runHostTests(): Promise<void> {
  const unhandled: unknown[] = [];
  // Built-in extensions of the editor have rejections of their own.
  process.on('unhandledRejection', (reason) => {
    if (reason instanceof Error && /ftp-diagnose|dist\/(?:extension|cli)\.cjs/.test(reason.stack ?? '')) {
      unhandled.push(reason);
    }
  });
  let passed = 0;
  let failed = 0;
  for (const { name, run } of tests) {
    try {
      await withLimit(run);
      passed += 1;
      console.log(`ok ${passed + failed} ${name}`);
    } catch (error) {
      failed += 1;
      console.log(`not ok ${passed + failed} ${name}`);
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      for (const line of text.split('\n')) console.log(`  ${line}`);
    }
  }
  if (unhandled.length > 0) {
    failed += 1;
    console.log(`not ok ${passed + failed} leaves no rejection unhandled`);
    for (const reason of unhandled) console.log(`  ${String((reason as Error).stack)}`);
  }
  console.log(`${passed} passed, ${failed} failed`);
  if (failed > 0) throw new Error(`${failed} failed`);
}
