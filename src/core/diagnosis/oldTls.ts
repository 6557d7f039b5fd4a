import type { Translate } from '../l10n.ts';
import { remediesForHandshake } from '../remedies/oops.ts';
import type { TlsEvent } from '../trace/event.ts';
import type { Facts } from './facts.ts';
import type { FindingDraft } from './rule.ts';
import { lines } from './wording.ts';

/** Versions that RFC 8996 takes out of use, with the names that people know. */
const names: ReadonlyMap<string, string> = new Map([
  ['TLSv1', 'TLS 1.0'],
  ['TLSv1.1', 'TLS 1.1'],
]);

/**
 * The handshake of a control connection that came to an old version although TLS 1.3 was offered: a handshake of our
 * own, which alone shows the certificate. What a log or a capture shows may be the client's own limit.
 */
function findOldTls({ trace }: Facts): { readonly tls: TlsEvent; readonly version: string } | null {
  for (const event of trace.events) {
    if (event.kind !== 'tls' || event.outcome !== 'ok' || event.connection !== 0) continue;
    const version = names.get(event.protocol ?? '');
    if (version !== undefined && event.certificate != null) return { tls: event, version };
  }
  return null;
}

/** The old version that is the best the server has; null when it has a newer one, or nobody saw. */
export function oldTlsVersion(facts: Facts): string | null {
  return findOldTls(facts)?.version ?? null;
}

/**
 * What to say of a server that has old versions only; null when it has others. Tried with a TLS 1.0 server: curl 7.88 and
 * Python 3.11 on OpenSSL 3.0 refuse it ("legacy sigalg disallowed or unsupported"), lftp 4.9.2 on GnuTLS takes it.
 */
export function wordOldTls(facts: Facts, t: Translate): FindingDraft | null {
  const found = findOldTls(facts);
  if (found === null) return null;
  const { tls, version } = found;
  const asked = facts.control.tls === 'explicit' || facts.control.tls === 'implicit';
  return {
    severity: asked ? 'error' : 'info',
    confidence: 'proven',
    owner: 'server',
    title: t('The server knows no newer TLS than {version}, which current clients refuse', { version }),
    explanation: lines(
      t('This program offered TLS 1.3 and everything below it, and the server took {version}.', { version }),
      t(
        'TLS 1.0 and 1.1 are out of use since 2021 (RFC 8996). curl, Python and others on a current OpenSSL end the handshake with errors such as “legacy sigalg disallowed” or “unsupported protocol”; some clients on other libraries still connect.',
      ),
    ),
    verdict: t(
      'The server knows no newer TLS than {version}, which current clients refuse: update it, or switch TLS 1.2 and 1.3 on.',
      { version },
    ),
    evidence: [tls.id],
    remedies: remediesForHandshake(facts, t, undefined),
  };
}
