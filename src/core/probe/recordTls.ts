import type { TlsResult } from './network.ts';
import type { Run } from './run.ts';

/** Which connection of a session a handshake was made on. */
interface Where {
  readonly session: number;
  /** 0 is the control connection. */
  readonly connection: number;
  /** Set on data connections: whether no session was offered on purpose. */
  readonly fresh?: boolean;
}

/** Records how a TLS handshake went. */
export function recordTls(run: Run, result: TlsResult, { session, connection, fresh }: Where): void {
  const { outcome, protocol, cipher, certificate, resumed, errno, message, clearText, ms } = result;
  const suite = `${protocol ?? 'TLS'} ${cipher ?? ''}`.trim();
  run.recorder.record({
    session,
    connection,
    channel: connection === 0 ? 'control' : 'data',
    from: 'local',
    kind: 'tls',
    outcome,
    text: outcome === 'ok' ? suite : (message ?? ''),
    protocol,
    cipher,
    certificate,
    resumed,
    errno,
    ms,
    ...(fresh === undefined ? {} : { fresh }),
    ...(clearText === null ? {} : { clearText }),
  });
}
