import type { ReplyEvent } from '../trace/event.ts';
import type { SessionFacts } from './facts.ts';

/** A refusal to protect data connections in a session that is under TLS (RFC 4217 §9). */
export function refusalOfProtection({ exchanges, tls }: SessionFacts): ReplyEvent | null {
  if (tls === null || tls.outcome === 'failed') return null;
  const replies = exchanges.filter(({ verb }) => verb === 'PROT').flatMap((exchange) => exchange.replies);
  if (replies.some(({ code }) => code >= 200 && code < 300)) return null;
  return replies.findLast(({ code }) => code >= 400 && code !== 421) ?? null;
}
