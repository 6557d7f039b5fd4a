/** Bad usage or unreadable input: its message is one line for a person that says what is wrong and how to mend it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
