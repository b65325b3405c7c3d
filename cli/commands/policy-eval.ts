import { levelsOf } from '../../core/model/levels.ts';
import type { Finding } from '../../core/model/finding.ts';
import { lineStarts, placeOf } from '../../core/parse/yaml/text-lines.ts';
import type { ExpressionProblem } from '../../core/policy/cel/parse.ts';
import { evaluable, guessScope, namesRead } from '../../core/policy/describe/evaluate-expression.ts';
import type { UnknownLevel } from '../../core/policy/level-names.ts';
import type { ExpressionScope } from '../../core/policy/describe/evaluate-expression.ts';
import { EXIT } from '../exit-status.ts';
import type { ExitStatus } from '../exit-status.ts';
import type { CliIo } from '../io.ts';
import { evaluateAll } from '../policy/evaluated.ts';
import type { Answer, Evaluated } from '../policy/evaluated.ts';
import { evaluatedText } from '../policy/evaluated-text.ts';
import { openGround } from '../policy/open-ground.ts';
import type { GroundOptions } from '../policy/open-ground.ts';
import { kindsOf, subjectsOf } from '../policy/subjects.ts';
import type { SubjectOptions } from '../policy/subjects.ts';
import { renderFindings, reportFor } from '../report/findings.ts';
import { styleFor } from '../report/style.ts';
import { counterExampleData } from '../report/tests/json.ts';
import type { TextFormat } from './options.ts';
import { printAs } from './print-as.ts';

export interface PolicyEvalOptions extends GroundOptions, SubjectOptions {
  readonly output: TextFormat;
  /** Left out: guessed from the names that the expression reads. */
  readonly scope?: ExpressionScope;
  readonly explain?: boolean;
  readonly cost?: boolean;
}

/** Rises when what `policy eval -o json` says changes its meaning. */
const FORMAT_VERSION = 1;

/** What findings call the expression that was given: it stands in no file. */
const EXPRESSION = 'expression';

/** Evaluates an expression against what is declared. */
export async function policyEval(
  expression: string,
  paths: readonly string[],
  options: PolicyEvalOptions,
  io: CliIo,
): Promise<ExitStatus> {
  const scope = options.scope ?? guessScope(expression);
  const checked = evaluable(expression, scope, kindsOf(options));
  if (checked.kind === 'broken') return printProblems(expression, checked.problems, options, io);
  const ground = await openGround(paths, options, io);
  const unknown = checked.unknownLevels(levelsOf(ground.inventory.configuration));
  if (unknown.length > 0) return printProblems(expression, unknown, options, io);
  const names = namesRead(expression);
  const subjects = subjectsOf(scope, options, ground, names.has('object') || names.has('oldObject'));
  const evaluated: Evaluated = { expression, scope, checked, answers: evaluateAll(checked, subjects) };
  const { explain = false, cost = false } = options;
  const style = styleFor(io.stdout, io.env);
  const text = (): string => evaluatedText(evaluated, { guessed: options.scope === undefined, explain, cost, style });
  await printAs(options.output, evaluatedData(evaluated), text, io);
  return statusOf(evaluated.answers);
}

/** As validate prints them, with the expression where a file would be. */
async function printProblems(
  text: string,
  problems: readonly (ExpressionProblem | UnknownLevel)[],
  { output, pretty = true }: PolicyEvalOptions,
  io: CliIo,
): Promise<ExitStatus> {
  const starts = lineStarts(text);
  const findings = problems.map(({ code, message, help, range }): Finding => ({
    code,
    severity: 'error',
    message,
    ...(help !== undefined && { help }),
    place: placeOf({ path: EXPRESSION, text }, starts, range.start, range.end),
  }));
  const report = reportFor(io.stdout, { env: io.env, pretty, sourceText: () => text });
  await printAs(output, { formatVersion: FORMAT_VERSION, findings }, () => renderFindings(findings, report), io);
  return EXIT.problems;
}

const evaluatedData = ({ expression, scope, checked, answers }: Evaluated): object => ({
  formatVersion: FORMAT_VERSION,
  ...{ expression, scope, type: checked.type, reads: checked.reads, cost: checked.cost },
  answers: answers.map(answerData),
});

function answerData(answer: Answer): object {
  const { subject, drives } = answer;
  const common = { subject, ...(drives && { drives }) };
  switch (answer.kind) {
    case 'value':
      return { ...common, value: answer.value, read: answer.read };
    case 'error':
      return { ...common, error: answer.message, read: answer.read };
    case 'not-placed': {
      const { placement, counterExamples } = answer.said;
      const refusal = placement?.kind === 'refused' ? { code: placement.code, message: placement.message } : undefined;
      return { ...common, refusal, counterExamples: counterExamples.map(counterExampleData) };
    }
  }
}

/** Nothing could be asked where nothing was placed. */
function statusOf(answers: readonly Answer[]): ExitStatus {
  if (answers.some(({ kind }) => kind === 'error')) return EXIT.problems;
  return answers.length > 0 && answers.every(({ kind }) => kind === 'not-placed') ? EXIT.couldNotRun : EXIT.ok;
}
