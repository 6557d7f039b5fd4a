/** Ctrl-C (and a polite kill) turned into an abort signal while something runs. */
export interface Interrupt {
  readonly signal: AbortSignal;
  /** The exit status to leave with, null while nothing interrupted. */
  status(): number | null;
  /** What Ctrl-C does, for a terminal in raw mode. */
  trigger(): void;
  /** Gives the signals back. */
  release(): void;
}

/** 128 + signal number, as shells report it. */
const statuses = { SIGINT: 130, SIGTERM: 143 } as const;

/** Takes over SIGINT and SIGTERM: the first one aborts, so that sockets are closed and the partial report is printed; a second one ends at once. */
export function catchInterrupt(): Interrupt {
  const controller = new AbortController();
  let status: number | null = null;
  const take = (next: number): void => {
    if (status !== null) process.exit(status);
    status = next;
    controller.abort();
  };
  const onInterrupt = (): void => take(statuses.SIGINT);
  const onTerminate = (): void => take(statuses.SIGTERM);
  process.on('SIGINT', onInterrupt);
  process.on('SIGTERM', onTerminate);
  return {
    signal: controller.signal,
    status: () => status,
    trigger: onInterrupt,
    release: () => {
      process.off('SIGINT', onInterrupt);
      process.off('SIGTERM', onTerminate);
    },
  };
}
