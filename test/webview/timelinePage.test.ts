import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hugeReport, seedReport } from '../support/sampleReports.ts';
import { hostileReport, portsBlockedReport } from '../support/faultyReports.ts';
import { openPage, textOf } from './page.ts';
import type { TestPage } from './page.ts';
import { doneState, initMessage } from './panelState.ts';

function open(report = seedReport(), kept = {}): TestPage {
  const page = openPage(kept);
  page.send(initMessage(doneState(report)));
  return page;
}

function choose(page: TestPage, key: string, value: string): void {
  const select = page.find(`[data-key=${key}]`) as HTMLSelectElement;
  select.value = value;
  select.dispatchEvent(new (document.defaultView?.Event ?? Event)('change'));
}

function rowOf(page: TestPage, text: string): HTMLElement {
  const row = page.rows().find((candidate) => candidate.textContent.includes(text));
  assert.ok(row !== undefined, `no row with "${text}"`);
  return row;
}

describe('the timeline of the seed', () => {
  it('shows that two addresses differ and which one is wrong', () => {
    const page = open();
    assert.deepEqual(
      page.all('.pair-said .differs').map((part) => part.textContent),
      ['172', '17', '9', '135'],
    );
    assert.equal(textOf(page, '.pair-said .pair-word'), 'wrong');
    assert.equal(textOf(page, '.pair-real .pair-word'), 'right');
  });

  it('says the pair aloud in the order of its rows, once, and names each way to the ladder', () => {
    const page = open();
    const heard = page.all('.pair .spoken, .pair .pair-note').map((part) => part.textContent);
    assert.deepEqual(heard, [
      'The two addresses differ.',
      '227 says: 172.17.9.135:21485, wrong.',
      'private address · no route to host',
      'you are connected to: 123.56.241.199:2100, right.',
      'the same data port answers here',
    ]);
    const names = page.all('.pair .jump').map((each) => each.getAttribute('aria-label'));
    assert.deepEqual(names, [
      'Show this on the ladder: 227 says',
      'Show this on the ladder: you are connected to',
    ]);
    assert.equal(page.find('.ladder th.cell-wire').getAttribute('aria-label'), 'From where to where');
  });

  it('says beside each piece of evidence what became of it', () => {
    const page = open();
    const links = page.all('[data-finding="1"] .evidence .wire').map((link) => link.textContent);
    assert.ok(
      links.some((link) => link.startsWith('172.17.9.135') && link.endsWith('no route to host')),
      links.join(' | '),
    );
  });

  it('says whose fault it is and what to do first', () => {
    const page = open();
    assert.match(textOf(page, '.fault'), /the server’s settings/);
    assert.match(textOf(page, '.plan'), /Do this first.*pasv_address=123\.56\.241\.199/);
  });

  it('gives remedies that belong together in their order, the one for the server’s file open', () => {
    const report = seedReport();
    const [finding, ...others] = report.findings;
    assert.ok(finding !== undefined);
    const [main, ...rest] = finding.remedies;
    assert.ok(main !== undefined);
    const before = { ...main, id: 'open-ports', title: 'Open the ports', target: 'firewall', edits: [] };
    const weak = { ...main, id: 'promiscuous', title: 'Trust everybody', weakens: true };
    const remedies = [before, main, weak, ...rest];
    const page = open({ ...report, findings: [{ ...finding, remedies }, ...others] });
    assert.deepEqual(
      page
        .all('.plan-list > li > details')
        .map((each) => [each.hasAttribute('open'), each.textContent.slice(0, 14)]),
      [
        [false, 'Open the ports'],
        [true, 'Tell vsftpd it'],
      ],
    );
    assert.match(textOf(page, '[data-key=other-ways]'), /Other ways \(3\)/);
    assert.match(textOf(page, '.remedies .weakens'), /Trust everybody.*This lowers security/);
  });

  it('marks the wrong address with a word wherever it stands', () => {
    const page = open();
    const marks = page.all('mark.wrong-address');
    assert.ok(marks.length >= 6, `${marks.length} marks`);
    for (const mark of marks) assert.match(mark.textContent, /172[.,]17[.,]9[.,]135 \(wrong address\)/);
    assert.ok(rowOf(page, '227 Entering').querySelector('mark') !== null);
    assert.ok(page.find('.lane-server').querySelector('mark') !== null);
  });

  it('has a lane for this machine, the NAT, the EIP and the server', () => {
    const page = open();
    assert.deepEqual(
      page.all('.lane-title').map((lane) => lane.textContent),
      ['This machine', 'Your NAT', 'NAT of the server (EIP)', 'Server'],
    );
  });

  it('draws the dial of the private address as broken and the other one as whole', () => {
    const page = open();
    const broken = page.rows().filter((row) => row.querySelector('.break') !== null);
    assert.equal(broken.length, 1);
    assert.match(broken[0]?.textContent ?? '', /does not arrive: 172\.17\.9\.135.*no route to host/);
    assert.equal(rowOf(page, 'data 123.56.241.199:21485').querySelector('.break'), null);
  });

  it('begins with the first evidence selected and explains it', () => {
    const page = open();
    assert.match(textOf(page, '.details'), /227 Entering Passive Mode/);
    assert.equal(textOf(page, '.decoding'), '83 × 256 + 237 = 21485');
    assert.equal(String(page.kept().selected), page.find('tr[aria-selected=true]').dataset['event']);
  });

  it('tells who works meanwhile, with the message of those that fail', () => {
    const page = open();
    assert.match(textOf(page, '.clients'), /works lftp ≥ 2\.5\.3 WinSCP replaces the private address/);
    assert.match(textOf(page, '.clients'), /fails ftp \(RHEL netkit\) ftp: connect: No route to host/);
    assert.match(textOf(page, '.clients'), /3\.0 s late vscode-sftp/);
  });

  it('says of a client’s option what it is good for', () => {
    const report = seedReport();
    const clients = report.clients.map((client) =>
      client.outcome === 'fails' ? { ...client, option: 'passive' } : client,
    );
    const page = open({ ...report, clients });
    assert.match(textOf(page, '.clients'), /fails ftp \(RHEL netkit\) .*No route to host works with passive/);
  });

  it('copies lines, applies a remedy, opens links and diagnoses again', () => {
    const page = open();
    page.find('[data-key=first-pasv-private-address-vsftpd-pasv-address-copy]').click();
    page.find('[data-key=first-pasv-private-address-vsftpd-pasv-address-apply]').click();
    page.find('[data-key=first-pasv-private-address-vsftpd-pasv-address-script]').click();
    page.find('[data-key=first-pasv-private-address-vsftpd-pasv-address-reference]').click();
    page.find('[data-key=again]').click();
    page.find('[data-key=rule-pasv-private-address]').click();
    const [copied, ...others] = page.said;
    assert.ok(copied?.type === 'copy');
    assert.ok(copied.text.includes('pasv_address=123.56.241.199\n'));
    assert.deepEqual(others, [
      { type: 'apply-remedy', finding: 'pasv-private-address', remedy: 'vsftpd-pasv-address' },
      { type: 'copy-script', finding: 'pasv-private-address', remedy: 'vsftpd-pasv-address' },
      { type: 'open-link', url: 'https://security.appspot.com/vsftpd/vsftpd_conf.html' },
      { type: 'diagnose' },
      { type: 'open-rule', finding: 'pasv-private-address' },
    ]);
  });

  it('probes the passive or the active modes again, where there is a server to probe', () => {
    const page = open();
    page.find('[data-key=probe-passive]').click();
    page.find('[data-key=probe-active]').click();
    assert.deepEqual(page.said, [
      { type: 'probe', modes: 'passive' },
      { type: 'probe', modes: 'active' },
    ]);
    const evidence = { notes: [], sessions: [], total: 1, chosen: 0, openable: [] };
    page.send(initMessage(doneState(seedReport(), { evidence })));
    assert.equal(page.all('[data-key=probe-passive]').length, 0);
  });

  it('keeps what the person has opened and closed, when drawn anew and after a reload', () => {
    const opened = (page: TestPage): (readonly [string, boolean])[] =>
      page
        .all('.plan details, .remedies details')
        .map((each) => [each.querySelector('summary')?.dataset['key'] ?? '', each.hasAttribute('open')]);
    const page = open();
    const before = opened(page);
    for (const summary of page.all('.plan summary, .remedies summary')) {
      summary.click();
    }
    const turned = before.map(([key, open]) => [key, !open]);
    assert.deepEqual(opened(page), turned);
    page.send({ type: 'state', state: doneState({ ...seedReport(), verdict: 'Anew.' }) });
    assert.deepEqual(opened(page), turned);
    assert.deepEqual(opened(open(seedReport(), page.kept())), turned);
  });

  it('saves in three forms and copies, redacted when asked', () => {
    const page = open();
    page.find('[data-key=save]').click();
    page.find('[data-key=save-html]').click();
    page.find('[data-key=redact]').click();
    page.find('[data-key=save-json]').click();
    page.find('[data-key=copy-report]').click();
    page.find('[data-key=copy-command]').click();
    assert.deepEqual(page.said, [
      { type: 'export', format: 'html', redact: false },
      { type: 'export', format: 'json', redact: true },
      { type: 'copy-report', redact: true },
      { type: 'copy-command' },
    ]);
  });
});

describe('the ladder', () => {
  it('folds quiet steps and opens them by Enter', () => {
    const page = open();
    const fold = page.find('.row-fold');
    assert.match(fold.textContent, /12 quiet steps USER, PASS, FEAT/);
    const before = page.rows().length;
    fold.click();
    assert.equal(page.rows().length, before + 11);
    rowOf(page, 'USER ftpuser_1');
  });

  it('moves by the keyboard alone, with one stop for the tab key', () => {
    const page = open();
    page.find('tr[tabindex="0"]').focus();
    assert.match(document.activeElement?.textContent ?? '', /227 Entering/);
    page.press('ArrowDown');
    assert.match(document.activeElement?.textContent ?? '', /172\.17\.9\.135/);
    assert.equal(page.all('tr[tabindex="0"]').length, 1);
    assert.match(textOf(page, '.details'), /Goes where the server said/);
    page.press('Home');
    assert.equal(document.activeElement, page.rows()[0]);
    page.press('End');
    assert.equal(document.activeElement, page.rows().at(-1));
    page.press('ArrowDown');
    assert.equal(document.activeElement, page.rows().at(-1));
  });

  it('goes to the next place where addresses part by m, round the end', () => {
    const page = open();
    page.find('tr[tabindex="0"]').focus();
    page.press('Home');
    page.press('m');
    assert.match(document.activeElement?.textContent ?? '', /227 Entering/);
    page.press('m');
    assert.match(document.activeElement?.textContent ?? '', /does not arrive/);
    page.press('m');
    assert.match(document.activeElement?.textContent ?? '', /227 Entering/);
    page.press('M');
    assert.match(document.activeElement?.textContent ?? '', /does not arrive/);
  });

  it('gives the details the focus by Enter and takes it back by Escape', () => {
    const page = open();
    page.find('tr[tabindex="0"]').focus();
    page.press('Enter');
    assert.ok(page.find('.details').contains(document.activeElement));
    page.press('Escape');
    assert.match(document.activeElement?.textContent ?? '', /227 Entering/);
  });

  it('says its size and the place of each row', () => {
    const page = open();
    const rows = page.rows();
    assert.equal(page.find('table[role=grid]').getAttribute('aria-rowcount'), String(rows.length + 1));
    assert.deepEqual(
      rows.map((row) => Number(row.getAttribute('aria-rowindex'))),
      rows.map((_, index) => index + 2),
    );
    for (const picture of page.all('.ladder-table svg'))
      assert.equal(picture.getAttribute('aria-hidden'), 'true');
  });

  it('shows another session by its tab and what a finding rests on there', () => {
    const page = open();
    page.find('#session-2').click();
    assert.equal(page.find('#session-2').getAttribute('aria-selected'), 'true');
    assert.match(textOf(page, '.details'), /PORT 192,168,0,130,156,65/);
    page.find('#session-2').focus();
    page.press('ArrowLeft');
    assert.equal(document.activeElement?.id, 'session-1');
    rowOf(page, 'EPSV');
  });

  it('shows one connection, or the raw text of everything', () => {
    const page = open();
    choose(page, 'connection', '1');
    assert.equal(page.rows().length, 1);
    assert.match(page.rows()[0]?.textContent ?? '', /172\.17\.9\.135/);
    page.find('[data-key=raw]').click();
    choose(page, 'connection', '');
    assert.ok(page.rows().some((row) => row.textContent.trim() === 'EPSV'));
  });

  it('draws long waits as waits', () => {
    const page = open(portsBlockedReport());
    assert.equal(page.all('.row-wait').length, 2);
    assert.match(page.find('.row-wait').textContent, /5\.0 s of waiting/);
    assert.match(rowOf(page, 'no answer').textContent, /after a wait of 5\.0 s/);
  });

  it('keeps only the rows in view of a long session', () => {
    const page = open(hugeReport());
    page.find('[data-key=every-step]').click();
    assert.ok(Number(page.find('table[role=grid]').getAttribute('aria-rowcount')) > 9_900);
    assert.ok(page.rows().length < 80, `${page.rows().length} rows`);
  });
});

describe('findings and events', () => {
  it('offer the next test with its command line, ready to be copied', () => {
    const report = portsBlockedReport();
    const [finding, ...others] = report.findings;
    assert.ok(finding !== undefined);
    const command = 'ftp-diagnose ftp://a@h:21 --mode pasv,epsv';
    const tested = {
      ...finding,
      nextSteps: ['Look at the log.', `From elsewhere: ${command}`],
      nextTests: [
        { text: 'From elsewhere', command, target: 'ftp://a@h:21', options: ['--mode', 'pasv,epsv'] },
      ],
    };
    const page = open({ ...report, findings: [tested, ...others] });
    page.find(`[data-key=next-${finding.id}-test-0]`).click();
    assert.deepEqual(page.said.at(-1), { type: 'copy', text: `${command}\n` });
    assert.equal(textOf(page, `[data-finding="1"]`).split(command).length, 2, 'once');
    assert.match(textOf(page, `[data-finding="1"]`), /Look at the log\./);
  });

  it('run the next test from here, unless it must run elsewhere', () => {
    const report = portsBlockedReport();
    const [finding, ...others] = report.findings;
    assert.ok(finding !== undefined);
    const offered = (text: string, option: string) => ({
      text,
      command: `ftp-diagnose ftp://a@h:21 ${option}`,
      target: 'ftp://a@h:21',
      options: [option],
    });
    const nextTests = [
      { ...offered('From elsewhere', '-4'), where: 'another-network' as const },
      { ...offered('On the server', '-4'), where: 'server' as const },
      offered('With more samples', '-6'),
    ];
    const tested = {
      ...finding,
      nextSteps: nextTests.map(({ text, command }) => `${text}: ${command}`),
      nextTests,
    };
    const page = open({ ...report, findings: [tested, ...others] });
    const buttons = [...page.find('[data-finding="1"]').querySelectorAll<HTMLElement>('[data-key$="-run"]')];
    assert.deepEqual(
      buttons.map(({ textContent }) => textContent),
      ['Run this test'],
    );
    const [run] = buttons;
    assert.ok(run !== undefined);
    assert.equal(run.getAttribute('aria-label'), 'Run this test: With more samples');
    run.click();
    assert.deepEqual(page.said.at(-1), { type: 'run-test', finding: finding.id, test: 2 });
    assert.equal(page.find('[data-finding="1"]').querySelectorAll('.next-test .icon-button').length, 3);
  });

  it('lead from evidence to the event, in whatever session it is', () => {
    const page = open();
    page.find('[data-key=evidence-port-command-rejected-0]').click();
    assert.match(document.activeElement?.textContent ?? '', /500 Illegal PORT command/);
    assert.equal(page.find('#session-2').getAttribute('aria-selected'), 'true');
  });

  it('lead from an event back to its finding', () => {
    const page = open();
    page.find('[data-key=detail-finding-1]').click();
    assert.equal(document.activeElement?.id, 'finding-1');
    const badge = rowOf(page, '227 Entering').querySelector<HTMLElement>('.badge');
    page.find('[data-key=again]').focus();
    badge?.click();
    assert.equal(document.activeElement.id, 'finding-1');
  });

  it('light all events of a finding and step the others back', () => {
    const page = open();
    page.find('[data-key=lit-1]').click();
    assert.equal(page.all('tr.is-lit').length, 3);
    assert.ok(page.all('tr.is-dim').length > 3);
    page.find('[data-key=lit-1]').click();
    assert.equal(page.all('tr.is-lit, tr.is-dim').length, 0);
  });
});

describe('what servers write', () => {
  it('stays text, with control and bidi characters made visible', () => {
    const page = open(hostileReport());
    assert.equal(page.all('img, b, script').length, 0);
    const banner = rowOf(page, '<img src=x onerror=alert(1)>').textContent;
    assert.match(banner, /\\x1b\[31mred/);
    assert.match(banner, /\\u202egnp\.exe/);
    assert.doesNotMatch(page.root.textContent, /\p{Cc}|\p{Cf}/u);
    assert.match(textOf(page, '.quote'), /530 <b>Login<\/b> incorrect\. \\x07/);
  });
});
