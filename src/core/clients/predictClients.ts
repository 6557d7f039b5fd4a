import type { Facts } from '../diagnosis/facts.ts';
import type { Translate } from '../l10n.ts';
import type { ClientPrediction } from '../report/report.ts';

/** What well-known FTP clients would make of the server that the facts describe; empty where nothing is known. */
export function predictClients(_facts: Facts, _t: Translate): readonly ClientPrediction[] {
  return [];
}
