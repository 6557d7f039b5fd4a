export { findPracticeScenario, startPractice, type Practice } from './practice.ts';
export type { PracticeScenario } from './scenario.ts';
export { practiceScenarios } from './scenarios.ts';
