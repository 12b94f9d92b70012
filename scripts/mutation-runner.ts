import { relative } from 'node:path';
import type { InstrumenterContext, StrykerOptions } from '@stryker-mutator/api/core';
import { INSTRUMENTER_CONSTANTS } from '@stryker-mutator/api/core';
import { commonTokens, declareFactoryPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin';
import type { CompleteDryRunResult, TestResult, TestRunner } from '@stryker-mutator/api/test-runner';
import {
  DryRunStatus,
  determineHitLimitReached,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import fastGlob from 'fast-glob';
import Mocha from 'mocha';

// How Stryker runs the tests of its sandbox: its own runner for mocha looks for files that mocha 12 no longer has.
//
// The configuration asks for a new process for each mutant (`maxTestRunnerReuse`): what the catalog remembers of one mutant
// would kill the next one, or save it. So that this costs little, the id of a test begins with its file, and only the files
// with tests that reach the mutant are loaded. Which tests there are is said by `ignorePatterns`: the others are not copied
// into the sandbox. (Stryker's `testFiles` would have what runs while a module loads tested with no mutant active.)

const { NAMESPACE } = INSTRUMENTER_CONSTANTS;
const BETWEEN = ': ';

function mochaRunner({ disableBail }: StrykerOptions): TestRunner {
  const scope = globalThis as { [NAMESPACE]?: InstrumenterContext };
  scope[NAMESPACE] ??= {};
  const context = scope[NAMESPACE];

  async function load(ids: readonly string[] | undefined): Promise<Mocha> {
    const mocha = new Mocha({
      bail: !disableBail,
      timeout: 0,
      rootHooks: {
        beforeEach(this: Mocha.Context) {
          if (this.currentTest !== undefined) context.currentTestId = idOf(this.currentTest);
        },
      },
    });
    mocha.cleanReferencesAfterRun(false);
    const files = (await fastGlob('test/**/*.test.ts')).sort();
    const wanted = ids?.map((id) => id.split(BETWEEN, 1)[0]);
    for (const file of files) if (wanted?.includes(file) ?? true) mocha.addFile(file);
    await mocha.loadFilesAsync();
    return mocha;
  }

  async function run(mocha: Mocha): Promise<CompleteDryRunResult> {
    const tests: TestResult[] = [];
    mocha.reporter(reporterInto(tests));
    await new Promise<void>((resolve) => mocha.run(() => resolve()));
    return { status: DryRunStatus.Complete, tests };
  }

  // A process that made the dry run has the files already: it is given one mutant all the same.
  let loaded: Mocha | null = null;

  return {
    capabilities: () => ({ reloadEnvironment: false }),
    async dryRun() {
      loaded = await load(undefined);
      const result = await run(loaded);
      const { mutantCoverage } = context;
      return mutantCoverage === undefined ? result : { ...result, mutantCoverage };
    },
    async mutantRun({ activeMutant: { id }, testFilter, hitLimit, mutantActivation }) {
      if (hitLimit !== undefined) Object.assign(context, { hitLimit, hitCount: 0 });
      if (mutantActivation === 'static') context.activeMutant = id;
      const mocha = loaded ?? (await load(testFilter));
      if (testFilter !== undefined) keepOnly(mocha.suite, new Set(testFilter));
      context.activeMutant = id;
      const result = await run(mocha);
      return toMutantRunResult(determineHitLimitReached(context.hitCount, hitLimit) ?? result);
    },
  };
}
mochaRunner.inject = tokens(commonTokens.options);

/** Tells Stryker of the runner; the configuration names it `mocha-12`. */
export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'mocha-12', mochaRunner)];

function keepOnly(suite: Mocha.Suite, ids: ReadonlySet<string>): void {
  suite.tests = suite.tests.filter((test) => ids.has(idOf(test)));
  for (const below of suite.suites) keepOnly(below, ids);
}

function reporterInto(tests: TestResult[]): Mocha.ReporterConstructor {
  return class extends Mocha.reporters.Base {
    constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
      super(runner, options);
      runner.on('pass', (test) => tests.push({ ...resultOf(test), status: TestStatus.Success }));
      runner.on('pending', (test) => tests.push({ ...resultOf(test), status: TestStatus.Skipped }));
      runner.on('fail', (test, error) =>
        tests.push({ ...resultOf(test), status: TestStatus.Failed, failureMessage: String(error?.stack ?? error) }),
      );
    }
  };
}

function resultOf(test: Mocha.Runnable) {
  return { id: idOf(test), name: test.fullTitle(), timeSpentMs: test.duration ?? 0, fileName: test.file ?? '' };
}

function idOf(test: Mocha.Runnable): string {
  return relative(process.cwd(), test.file ?? '') + BETWEEN + test.fullTitle();
}
