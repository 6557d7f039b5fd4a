import type { SocketAddress } from '../trace/event.ts';
import { openFurther } from './furtherSession.ts';
import { listFresh } from './passive.ts';
import type { Run } from './run.ts';

/**
 * A listing whose data connection deliberately makes a fresh TLS handshake, in a session of its own since vsftpd ends
 * the session that it refuses. Together with a resumed listing that worked it shows whether reuse is required.
 */
export async function testSessionReuse(
  run: Run,
  remote: SocketAddress,
  mode: 'PASV' | 'EPSV',
): Promise<void> {
  const further = await openFurther(run, remote, 'TLS session reuse', undefined, 'tls-reuse');
  if (!('session' in further)) return;
  if (further.session.protectsData) await listFresh(further.session, mode);
  await further.session.quit();
}
