import type { CliIo } from '../io.ts';
import { printable } from '../report/printable.ts';
import type { Report } from '../report/formats/report.ts';

/** In bytes: GitHub takes 1 MiB from a step, and nothing of more. The step may have more to say. */
const MOST_BYTES = 1_000_000;

/** Adds the findings to the summary of the step of GitHub Actions that this is, if it is one. */
export async function appendStepSummary(report: Report, io: CliIo): Promise<void> {
  const file = io.env['GITHUB_STEP_SUMMARY'] ?? '';
  if (file === '') return;
  const { boundedMarkdown } = await import('../report/formats/markdown.ts');
  try {
    await io.appendFile(
      file,
      boundedMarkdown(report, MOST_BYTES, (text) => Buffer.byteLength(text)),
    );
  } catch (error) {
    // The findings are printed: that there is no summary of them changes nothing about the repository.
    const reason = error instanceof Error ? error.message : String(error);
    io.stderr.write(`warning: the summary of the step cannot be written: ${printable(reason)}\n`);
  }
}
