import path from 'node:path';
import { isError } from '../../core/model/finding.ts';
import { checkPaths } from '../check/check-paths.ts';
import type { CheckedPaths } from '../check/check-paths.ts';
import { summaryOf, summaryText } from '../check/count-findings.ts';
import { testsIn } from '../check/tests-in.ts';
import { CliError } from '../cli-error.ts';
import { EXIT } from '../exit-status.ts';
import type { ExitStatus } from '../exit-status.ts';
import { reportFailure } from '../failure.ts';
import type { CliIo } from '../io.ts';
import { runTests } from '../policy-tests/run-tests.ts';
import { isRight, summaryOfRun } from '../policy-tests/test-run.ts';
import type { TestRun } from '../policy-tests/test-run.ts';
import { watchPaths } from '../policy-tests/watch-paths.ts';
import type { WatchPaths } from '../policy-tests/watch-paths.ts';
import { renderFindings, reportFor } from '../report/findings.ts';
import { failsCheck } from '../report/formats/fails-check.ts';
import { surroundingsOf } from '../report/formats/surroundings.ts';
import { printable } from '../report/printable.ts';
import { loadTestRenderer } from '../report/tests/index.ts';
import type { TestOptions } from './options.ts';

/** Runs the PolicyTests of files and folders, which are one repository; with `watch` again after each change. */
export async function test(
  given: readonly string[],
  options: TestOptions,
  io: CliIo,
  watch: WatchPaths = watchPaths,
): Promise<ExitStatus> {
  const paths = given.length > 0 ? given : ['.'];
  return options.watch === true ? runAgainAndAgain(paths, options, io, watch) : runOnce(paths, options, io);
}

async function runAgainAndAgain(
  paths: readonly string[],
  options: TestOptions,
  io: CliIo,
  watch: WatchPaths,
): Promise<ExitStatus> {
  if (paths.includes('-'))
    throw new CliError('usage', 'standard input does not change: leave out --watch, or name files');
  // While a file is being written it may be anything: what is wrong with it is told, and the next change awaited.
  const attempt = (): Promise<ExitStatus> =>
    runOnce(paths, options, io).catch((error: unknown) => reportFailure(error, io));
  const changes = watch(
    paths.map((each) => path.resolve(io.cwd, each)),
    io.stopSignal(),
  );
  let status = await attempt();
  const awaitChange = (): unknown => io.stderr.write(`watching ${paths.join(', ')}: interrupt to end\n`);
  awaitChange();
  for await (const changed of changes) {
    io.stderr.write(`${printable(path.relative(io.cwd, changed))} changed: running again\n`);
    status = await attempt();
    awaitChange();
  }
  return status;
}

async function runOnce(paths: readonly string[], options: TestOptions, io: CliIo): Promise<ExitStatus> {
  const { limit: limits, policiesFrom, run: only, failOn, coverageMin } = options;
  const coverage = options.coverage === true || coverageMin !== undefined;
  const checked = await checkPaths(paths, io, { limits, policiesFrom });
  const { findings, sources, earlier } = checked;
  const isBroken = findings.some(isError);
  const warns = findings.some(({ severity }) => failsCheck(severity, failOn));
  if (isBroken || warns) printRepositoryFindings(checked, options, io);
  if (isBroken) throw new CliError('usage', 'no test ran, because the repository is not valid');
  refuseWithoutTests(paths, checked);
  const run = await runTests({ sources, earlier, limits, only, coverage });
  if (run.tests.length === 0) throw new CliError('usage', `no case has "${printable(only ?? '')}" in TEST/CASE`);
  await print(run, checked, options, io);
  const isUntried = toldUntried(run, coverageMin, io);
  const fails = failOn !== 'never' && (isUntried || !isRight(summaryOfRun(run)));
  return fails || warns ? EXIT.problems : EXIT.ok;
}

/** Whether too little was tried out, which is told. */
function toldUntried({ coverage }: TestRun, least: number | undefined, io: CliIo): boolean {
  if (!coverage || least === undefined || coverage.percent >= least) return false;
  const [is, wanted] = [String(coverage.percent), String(least)];
  io.stderr.write(`error: cases try out ${is} % of the policies, and --coverage-min asks for ${wanted} %\n`);
  return true;
}

/** As validate prints them. They go where no report goes that a program reads. */
function printRepositoryFindings(checked: CheckedPaths, { pretty }: TestOptions, io: CliIo): void {
  const { sourceText, findings } = checked;
  const report = reportFor(io.stderr, { env: io.env, pretty, sourceText });
  io.stderr.write(`${renderFindings(findings, report)}${summaryText(summaryOf(checked))}\n`);
}

function refuseWithoutTests(paths: readonly string[], checked: CheckedPaths): void {
  if (testsIn(checked.sources).length > 0) return;
  const { objects, files } = summaryOf(checked);
  const where = paths.map(printable).join(', ');
  const seen = `${String(objects)} object${objects === 1 ? '' : 's'} in ${String(files)} file${files === 1 ? '' : 's'}`;
  throw new CliError('usage', `there is no PolicyTest in ${where}, which holds ${seen}`);
}

async function print(
  run: TestRun,
  { sourceText }: CheckedPaths,
  { format, pretty, verbose = false }: TestOptions,
  io: CliIo,
): Promise<void> {
  const render = await loadTestRenderer(format);
  io.stdout.write(
    render({
      ...reportFor(io.stdout, { env: io.env, pretty, sourceText }),
      ...{ run, summary: summaryOfRun(run), verbose, surroundings: surroundingsOf(io) },
    }),
  );
}
