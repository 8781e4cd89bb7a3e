import type { Scenario, ScenarioModels, ScenarioResult } from './format.js';

/** Runs a scenario in memory on a virtual clock. */
export function runScenario(_scenario: Scenario, _models: ScenarioModels): ScenarioResult {
  throw new Error('runScenario is being written');
}
