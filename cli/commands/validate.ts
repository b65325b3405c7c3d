import { checkPaths } from '../check/check-paths.ts';
import { summaryOf, summaryText } from '../check/count-findings.ts';
import { EXIT } from '../exit-status.ts';
import type { ExitStatus } from '../exit-status.ts';
import type { CliIo } from '../io.ts';
import { renderFindings, reportFor } from '../report/findings.ts';
import type { CheckOptions } from './options.ts';
import { printAs } from './print-as.ts';

/** Checks files and folders as one repository: every finding, then how many there are. */
export async function validate(paths: readonly string[], options: CheckOptions, io: CliIo): Promise<ExitStatus> {
  const checked = await checkPaths(paths, io.cwd);
  const summary = summaryOf(checked);
  const { sourceText, findings } = checked;
  const report = reportFor(io.stdout, { env: io.env, pretty: options.pretty, sourceText });
  const text = (): string => `${renderFindings(findings, report)}${summaryText(summary)}\n`;
  await printAs(options.output, { summary, findings }, text, io);
  return summary.errors > 0 ? EXIT.problems : EXIT.ok;
}
