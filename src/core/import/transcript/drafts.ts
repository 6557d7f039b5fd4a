import { formatSocketAddress } from '../../ftp/address.ts';
import type { DialEvent, DialOutcome, EventDraft, SocketAddress, WithheldReason } from '../../trace/event.ts';

/** Where the events of a control connection stand; a log's session is always number 0. */
export const control = { session: 0, connection: 0, channel: 'control' } as const;

function data(connection: number): { session: 0; connection: number; channel: 'data' } {
  return { session: 0, connection, channel: 'data' };
}

/** A note beside the dialogue. */
export function noteDraft(note: string, facts: Record<string, string | number>, text: string): EventDraft {
  return { ...control, channel: 'host', kind: 'note', from: 'local', note, data: facts, text };
}

/** A name that has no address. */
export function unresolvedDraft(host: string, errno: string): EventDraft {
  const outcome = 'failed';
  return {
    ...control,
    channel: 'host',
    kind: 'resolve',
    from: 'local',
    host,
    outcome,
    addresses: [],
    errno,
    text: host,
  };
}

/** A dial of a data connection. */
export function dialDraft(
  connection: number,
  dial: Pick<DialEvent, 'as' | 'outcome'> & {
    readonly errno: string | null;
    readonly reason: WithheldReason | null;
  },
  remote: SocketAddress,
): EventDraft {
  const text = formatSocketAddress(remote.address, remote.port);
  return { ...data(connection), kind: 'dial', from: 'client', ...dial, text, remote };
}

/** A client's own error about a data connection whose channel the log does not show; `to` is where it went, as far as it says. */
export function failedDataDraft(
  outcome: DialOutcome,
  errno: string | null,
  to: SocketAddress | null,
): EventDraft {
  const target = to === null ? {} : { target: formatSocketAddress(to.address, to.port) };
  return noteDraft('data-dial-failed', { outcome, errno: errno ?? '', ...target }, errno ?? outcome);
}

/** The client waited in vain for the server's own connection. */
export function awaitedInVainDraft(connection: number): EventDraft {
  const text = 'no connection came';
  return { ...data(connection), kind: 'accept', from: 'server', outcome: 'timed-out', text, remote: null };
}

/** The client gave up on a transfer that had begun over a connection that stood. */
export function stalledDraft(connection: number, command: string, errno: string | null): EventDraft {
  const text = errno ?? 'stalled';
  return {
    ...data(connection),
    kind: 'transfer',
    from: 'local',
    command,
    outcome: 'stalled',
    truncated: false,
    text,
  };
}

/** A handshake on a data connection that failed. */
export function failedTlsDraft(
  connection: number,
  text: string,
  errno: string | null,
  remote: SocketAddress | null,
): EventDraft {
  return { ...data(connection), kind: 'tls', from: 'local', outcome: 'failed', errno, text, remote };
}

/** A data connection that stood and was torn down in the middle of a transfer. */
export function tornDraft(connection: number, command: string, errno: string | null): EventDraft {
  const text = errno ?? 'reset';
  return {
    ...data(connection),
    kind: 'transfer',
    from: 'local',
    command,
    outcome: 'failed',
    ending: 'reset',
    truncated: false,
    text,
  };
}

/** The end of a control connection, by the client or by nobody knows whom unless the log names the server or a cut. */
export function closeDraft(by: 'server' | 'reset' | undefined): EventDraft {
  const from = by === undefined ? 'client' : 'server';
  return { ...control, kind: 'close', from, outcome: by ?? 'unknown', text: 'closed' };
}
