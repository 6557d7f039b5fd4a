import type { FindingView, NextTestView } from '../../shared/timelineView.ts';
import { h } from '../element.ts';
import type { Stage } from '../stage.ts';
import { button } from './button.ts';
import { codeBlock } from './remedyPanel.ts';

/** Starts a test from here, with its options for this one run; null where it must run elsewhere. */
function runButton(
  { text, runs }: NextTestView,
  finding: string,
  key: string,
  stage: Stage,
): HTMLElement | null {
  if (runs === null) return null;
  const run = (): void => stage.post({ type: 'run-test', finding, test: runs });
  const element = button(stage.t('Run this test'), `${key}-run`, run);
  element.setAttribute('aria-label', stage.t('Run this test: {test}', { test: text }));
  return element;
}

/** What to do next about a finding, one item each; a test can be run from here, and its command line copied. */
export function nextItems(finding: FindingView, place: string, stage: Stage): HTMLElement[] {
  const tests = (finding.nextTests ?? []).map((test, index) => {
    const key = `${place}-${finding.id}-test-${index}`;
    return h(
      'li',
      { class: 'next-test' },
      test.text,
      codeBlock([test.command], key, stage),
      runButton(test, finding.id, key, stage),
    );
  });
  return [...finding.nextSteps.map((step) => h('li', {}, step)), ...tests];
}
