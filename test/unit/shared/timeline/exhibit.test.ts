import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createTranslate } from '../../../../src/core/l10n.ts';
import { buildReport } from '../../../../src/core/report/buildReport.ts';
import { noSettings } from '../../../../src/core/trace/trace.ts';
import { exhibit } from '../../../../src/shared/timeline/exhibit.ts';
import { seedTrace } from '../../../support/seed.ts';
import { traceOf } from '../../../support/traceText.ts';

const t = createTranslate();

describe('the exhibit of a report', () => {
  it('holds the two addresses against each other where the server does not go by its file', () => {
    const config = { pasv_address: '123.56.241.199', listen: 'YES', listen_ipv6: 'NO' };
    const trace = traceOf(seedTrace, { settings: { ...noSettings, config } });
    const report = buildReport(trace, { t, lang: 'en', toolVersion: '0' });
    assert.equal(report.findings[0]?.id, 'pasv-address-not-in-force');
    const shown = exhibit(report, t);
    assert.equal(shown?.kind, 'pair');
    assert.match(JSON.stringify(shown), /172\.17\.9\.135|"172"/);
  });
});
