import type { FindingCode } from '../../core/model/finding.ts';
import { didYouMean } from '../../core/parse/did-you-mean.ts';
import { FINDING_CODES } from '../../schemas/generated/finding-codes.ts';
import { findingExplanations } from '../../schemas/generated/finding-explanations.ts';
import { CliError } from '../cli-error.ts';
import { EXIT } from '../exit-status.ts';
import type { ExitStatus } from '../exit-status.ts';
import type { CliIo } from '../io.ts';
import { explanationText } from '../report/explanation.ts';
import { pagePath } from '../report/finding-page.ts';
import { printable } from '../report/printable.ts';
import { styleFor } from '../report/style.ts';
import { renderTable } from '../report/table.ts';
import type { ExplainOptions } from './options.ts';
import { printAs } from './print-as.ts';

/** Says what a finding code means, why it matters and how to mend it; without a code, which codes there are. */
export async function explain(code: string | undefined, options: ExplainOptions, io: CliIo): Promise<ExitStatus> {
  if (code === undefined) await listCodes(options, io);
  else await explainCode(known(code), options, io);
  return EXIT.ok;
}

async function explainCode(code: FindingCode, { output }: ExplainOptions, io: CliIo): Promise<void> {
  const explanation = findingExplanations[code];
  const text = (): string => explanationText(explanation, styleFor(io.stdout, io.env));
  await printAs(output, { ...explanation, page: pagePath(code) }, text, io);
}

async function listCodes({ output }: ExplainOptions, io: CliIo): Promise<void> {
  const rows = FINDING_CODES.map((code) => {
    const { severity, title } = findingExplanations[code];
    return { code, severity, title, page: pagePath(code) };
  });
  const text = (): string =>
    renderTable<(typeof rows)[number]>(
      [
        { head: 'CODE', cell: ({ code }) => code },
        { head: 'USUALLY', cell: ({ severity }) => severity },
        { head: 'SAYS', cell: ({ title }) => title },
      ],
      rows,
    );
  await printAs(output, rows, text, io);
}

/** @throws CliError `usage` where there is no such code */
function known(given: string): FindingCode {
  const code = FINDING_CODES.find((candidate) => candidate === given);
  if (code !== undefined) return code;
  const meant = FINDING_CODES.find((candidate) => candidate.endsWith(`/${given}`)) ?? didYouMean(given, FINDING_CODES);
  const help = meant === undefined ? '"stowage explain" lists all codes' : `Did you mean ${meant}?`;
  throw new CliError('usage', `no finding has the code ${printable(given)}. ${help}`);
}
