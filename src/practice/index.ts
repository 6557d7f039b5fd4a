export { findPracticeScenario, startPractice, type Practice } from './practice.ts';
export { practicePassword, type PracticeScenario } from './scenario.ts';
export { practiceScenarios } from './scenarios.ts';
