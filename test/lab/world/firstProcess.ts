/** Ends the first process of a world by a failure: one line and status 70, which no program that runs inside it uses. */
export function failFirst(error: unknown): void {
  process.stderr.write(`lab: ${error instanceof Error ? error.message : String(error)}\n`, () =>
    process.exit(70),
  );
}

/** Does the work of a world's first process, prints what came of it as JSON and ends the process, whatever still listens. */
export async function answerFirst(work: () => Promise<unknown>): Promise<void> {
  try {
    const answer = JSON.stringify(await work());
    process.stdout.write(answer, () => process.exit(0));
  } catch (error) {
    failFirst(error);
  }
}
