import { editsOf } from '../../core/config/diagnosed/plannedEdits.ts';
import type { Report } from '../../core/report/report.ts';
import { copyScript } from '../vsftpd/script.ts';

/** Puts a script on the clipboard that makes the edits of a remedy on the server, and those that belong to it. */
export async function copyRemedyScript(report: Report, findingId: string, remedyId: string): Promise<void> {
  const finding = report.findings.find(({ id }) => id === findingId);
  const remedy = finding?.remedies.find(({ id }) => id === remedyId);
  if (remedy !== undefined) await copyScript(editsOf(report, remedy));
}
