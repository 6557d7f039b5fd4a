import type { FindingView } from '../../shared/timelineView.ts';
import { h } from '../element.ts';
import type { Stage } from '../stage.ts';
import { codeBlock } from './remedyPanel.ts';

/** What to do next about a finding, one item each; a test carries its command line, ready to be copied. */
export function nextItems(finding: FindingView, place: string, stage: Stage): HTMLElement[] {
  const tests = (finding.nextTests ?? []).map(({ text, command }, index) =>
    h('li', {}, text, codeBlock([command], `${place}-${finding.id}-test-${index}`, stage)),
  );
  return [...finding.nextSteps.map((step) => h('li', {}, step)), ...tests];
}
