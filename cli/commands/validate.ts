import { checkPaths } from '../check/check-paths.ts';
import type { CheckedPaths } from '../check/check-paths.ts';
import { summaryOf } from '../check/count-findings.ts';
import { EXIT } from '../exit-status.ts';
import type { ExitStatus } from '../exit-status.ts';
import type { CliIo } from '../io.ts';
import { packageVersion } from '../package-version.ts';
import { inPlaceOrder, reportFor } from '../report/findings.ts';
import { failsCheck } from '../report/formats/fails-check.ts';
import { loadRenderer } from '../report/formats/index.ts';
import type { Report } from '../report/formats/report.ts';
import { progressBar } from '../report/progress.ts';
import { surroundingsOf } from '../report/formats/surroundings.ts';
import type { ValidateOptions } from './options.ts';
import { appendStepSummary } from './step-summary.ts';

/** Checks files and folders as one repository: every finding, then how many there are. */
export async function validate(paths: readonly string[], options: ValidateOptions, io: CliIo): Promise<ExitStatus> {
  const { ref, base, policiesFrom, limit } = options;
  const progress = progressBar(io, 'files', () => performance.now());
  const checked = await checkPaths(paths.length > 0 ? paths : ['.'], io, {
    ...{ ref, base, policiesFrom, limits: limit },
    progress: progress.tell,
  }).finally(progress.end);
  const report = reportOf(checked, options, io);
  const format = options.output ?? options.format;
  const render = await loadRenderer(format);
  io.stdout.write(render(report));
  if (format === 'github') await appendStepSummary(report, io);
  return report.findings.some(({ severity }) => failsCheck(severity, options.failOn)) ? EXIT.problems : EXIT.ok;
}

function reportOf(checked: CheckedPaths, { pretty, failOn }: ValidateOptions, io: CliIo): Report {
  const { findings, files, sourceText } = checked;
  return {
    ...reportFor(io.stdout, { env: io.env, pretty, sourceText }),
    findings: inPlaceOrder(findings),
    summary: summaryOf(checked),
    files: files.map((file) => file.path),
    version: packageVersion(),
    failOn,
    surroundings: surroundingsOf(io),
  };
}
