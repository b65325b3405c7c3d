import { printable } from '../report/printable.ts';
import { counterExampleLines } from '../report/tests/words.ts';
import type { Style } from '../report/style.ts';
import { costText } from './describe-text.ts';
import type { Answer, DriveGroup, Evaluated } from './evaluated.ts';

export interface EvaluatedTextOptions {
  /** Whether the scope was guessed. */
  readonly guessed: boolean;
  /** Whether to say what each value came of. */
  readonly explain: boolean;
  readonly cost: boolean;
  readonly style: Style;
}

/** What an expression came to, a line for each subject. */
export function evaluatedText(evaluated: Evaluated, options: EvaluatedTextOptions): string {
  const { checked, scope, answers } = evaluated;
  const { guessed, style } = options;
  const names = answers.map(nameOf);
  const width = Math.max(0, ...names.map(({ length }) => length));
  const lines = [
    `${checked.type} at scope ${scope}${guessed ? `, as it reads ${guessText(evaluated)}` : ''}`,
    ...(options.cost ? [costText(checked.cost)] : []),
    ...answers.flatMap((answer, at) => {
      const name = (names[at] ?? '').padEnd(width);
      return [`${name}  ${valueText(answer, style)}`, ...detailLines(answer, options).map((line) => `    ${line}`)];
    }),
    ...summaryLines(answers),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

const guessText = ({ checked: { reads } }: Evaluated): string =>
  reads.length === 0 ? 'nothing' : (reads[0] ?? '') + (reads.length > 1 ? ', …' : '');

const nameOf = ({ subject, drives }: Answer): string =>
  printable(drives ? `${counted(drives.count, 'drive')} in ${enclosuresText(drives)}: ${subject}` : subject);

function enclosuresText({ enclosures }: DriveGroup): string {
  const [first = ''] = enclosures;
  return enclosures.length === 1 ? first : `${String(enclosures.length)} enclosures`;
}

function valueText(answer: Answer, style: Style): string {
  switch (answer.kind) {
    case 'value': {
      const paint = answer.value === false ? style.red : answer.value === true ? style.green : style.bold;
      return paint(printable(answer.text));
    }
    case 'error':
      return `${style.red('error:')} ${printable(answer.message)}`;
    case 'not-placed':
      return style.yellow('not placed');
  }
}

/** What decided a value; of a request that is not placed, why it is not, always. */
function detailLines(answer: Answer, { explain }: EvaluatedTextOptions): readonly string[] {
  if (answer.kind !== 'not-placed') {
    return explain ? answer.read.map(({ text, value }) => `read ${printable(text)} = ${printable(value)}`) : [];
  }
  const { placement, counterExamples } = answer.said;
  const why = placement?.kind === 'refused' ? [`${placement.code}: ${printable(placement.message)}`] : [];
  return [...why, ...counterExamples.slice(0, 1).flatMap(counterExampleLines)];
}

/** `12 drives in 3 classes: true 8, false 4`; of other subjects nothing, where there is but one. */
function summaryLines(answers: readonly Answer[]): readonly string[] {
  if (answers.length < 2) return [];
  const sizeOf = ({ drives }: Answer): number => drives?.count ?? 1;
  const counts = new Map<string, number>();
  for (const answer of answers) {
    const said = answer.kind === 'value' ? answer.text : answer.kind === 'error' ? 'error' : 'not placed';
    counts.set(said, (counts.get(said) ?? 0) + sizeOf(answer));
  }
  const total = answers.reduce((sum, answer) => sum + sizeOf(answer), 0);
  const whole = answers[0]?.drives
    ? `${counted(total, 'drive')} of ${counted(answers.length, 'class', 'classes')}`
    : `${String(total)} in all`;
  if (counts.size > MOST_VALUES) return [`${whole}, ${String(counts.size)} values`];
  return [`${whole}: ${[...counts].map(([said, count]) => `${printable(said)} ${String(count)}`).join(', ')}`];
}

const MOST_VALUES = 4;

const counted = (many: number, one: string, several = `${one}s`): string =>
  `${String(many)} ${many === 1 ? one : several}`;
