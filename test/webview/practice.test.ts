import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runPractice } from '../support/practiceRun.ts';
import { openPage, textOf } from './page.ts';
import type { TestPage } from './page.ts';
import { doneState, initMessage } from './panelState.ts';

async function openPractice(name: string): Promise<TestPage> {
  const report = await runPractice(name, 2000);
  const page = openPage();
  page.send(initMessage(doneState(report)));
  return page;
}

describe('the timeline of a real run', () => {
  it('shows the seed’s fault, where it is and what to do', async () => {
    const page = await openPractice('eip-normal');
    assert.deepEqual(
      page.all('.lane-address').map((lane) => lane.textContent.replace(' (wrong address)', '')),
      ['192.168.0.130', '125.120.45.15', '123.56.241.199', '172.17.9.135'],
    );
    assert.equal(textOf(page, '.pair-said .pair-word'), 'wrong');
    assert.match(textOf(page, '.plan'), /pasv_address=123\.56\.241\.199/);
    assert.match(textOf(page, '.details'), /227 Entering Passive Mode/);
    assert.equal(page.rows().filter((row) => row.querySelector('.break') !== null).length, 1);
    assert.match(textOf(page, '.clients'), /works.*lftp.*fails/);
  });

  it('parts a remedy from its place for those who hear it', async () => {
    const page = await openPractice('active-only');
    assert.match(page.find('summary').textContent, /the passive mode of vsftpd, {1,2}on the server/);
  });

  it('gives a healthy server no alarm', async () => {
    const page = await openPractice('healthy');
    assert.ok(page.find('.verdict').classList.contains('tone-good'));
    assert.equal(page.all('.wrong-address').length, 0);
  });

  it('shows the dead dial of a server that is down', async () => {
    const page = await openPractice('server-down');
    assert.match(textOf(page, '.dials'), /123\.56\.241\.199:2100 refused/);
  });

  it('quotes a server that refuses the login', async () => {
    const page = await openPractice('bad-login');
    assert.match(textOf(page, '.quote'), /530/);
  });
});
