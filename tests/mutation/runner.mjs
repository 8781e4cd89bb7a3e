// A test runner for Stryker that stays in one process: sources and models are read once, a mutant costs the tests that
// reach it and nothing else. Jest would start every mutant from scratch.
import { PluginKind, declareClassPlugin, declareValuePlugin } from '@stryker-mutator/api/plugin';
import {
  DryRunStatus,
  TestStatus,
  determineHitLimitReached,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import { collectTests } from './collect.mjs';

/** What instrumented sources share with their runner. */
const shared = (globalThis.__stryker__ ??= {});

class InProcessRunner {
  capabilities() {
    return { reloadEnvironment: false };
  }

  async dryRun() {
    const result = await this.run(() => true, true);
    return { ...result, mutantCoverage: shared.mutantCoverage };
  }

  async mutantRun({ activeMutant, mutantActivation, testFilter, disableBail, hitLimit }) {
    Object.assign(shared, { hitCount: hitLimit === undefined ? undefined : 0, hitLimit });
    if (mutantActivation === 'static') shared.activeMutant = activeMutant.id;
    await this.load();
    shared.activeMutant = activeMutant.id;
    const chosen = testFilter && new Set(testFilter);
    const result = await this.run(({ id }) => !chosen || chosen.has(id), disableBail);
    shared.activeMutant = undefined;
    return toMutantRunResult(determineHitLimitReached(shared.hitCount, hitLimit) ?? result);
  }

  /** Once per process: what a module does when it is loaded is not done again. */
  async load() {
    this.tests ??= await collectTests();
  }

  async run(wanted, all) {
    await this.load();
    const tests = [];
    for (const { id, file, run } of this.tests.filter(wanted)) {
      shared.currentTestId = id;
      const begun = performance.now();
      const failureMessage = await outcome(run);
      shared.currentTestId = undefined;
      const common = { id, name: id, fileName: file, timeSpentMs: performance.now() - begun };
      const failed = { status: TestStatus.Failed, failureMessage };
      tests.push({ ...common, ...(failureMessage === null ? { status: TestStatus.Success } : failed) });
      if (failureMessage !== null && !all) break;
    }
    return { status: DryRunStatus.Complete, tests };
  }
}

async function outcome(run) {
  try {
    await run();
    return null;
  } catch (error) {
    return String(error?.message ?? error);
  }
}

/** The name a bug is reported by: nothing depends on it. */
const namesOfBugs = {
  shouldIgnore({ parentPath, key, listKey }) {
    const named = parentPath?.isCallExpression() && parentPath.get('callee').isIdentifier({ name: 'known' });
    return named && listKey === 'arguments' && key === 1
      ? 'text of an exception that means a bug'
      : undefined;
  },
};

export const strykerPlugins = [
  declareClassPlugin(PluginKind.TestRunner, 'in-process', InProcessRunner),
  declareValuePlugin(PluginKind.Ignore, 'names-of-bugs', namesOfBugs),
];
