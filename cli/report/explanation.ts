import type { ExamplePlace, FindingExample, FindingExplanation } from '../../schemas/generated/finding-explanations.ts';
import { severityPaint } from './findings.ts';
import { pagePath } from './finding-page.ts';
import { snippetLines } from './snippet.ts';
import type { Style } from './style.ts';

/** Prose is not read across a wide screen. */
const WIDTH = 88;
const INDENT = '  ';

type Files = Readonly<Record<string, string>>;

/** The page about a finding code as text: what it says, files that are wrong and what they print, how to mend them. */
export function explanationText(
  { code, severity, title, meaning, fix, example }: FindingExplanation,
  style: Style,
): string {
  const lines = [
    `${severityPaint(severity, style)(severity)} ${style.bold(code)}: ${title}`,
    '',
    ...wrapped(meaning),
    ...wrongLines(example, style),
    ...heading('What to do', style),
    ...wrapped(fix),
    ...(example.kind === 'files' ? plainFiles('Right', example.right, style) : []),
    '',
    style.dim(`See ${pagePath(code)}`),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function wrongLines(example: FindingExample, style: Style): readonly string[] {
  switch (example.kind) {
    case 'seen':
      return [...heading('As it is printed', style), ...wrapped(example.output)];
    case 'files': {
      const { base = {}, wrong, place, output } = example;
      const marked = Object.entries(wrong).flatMap(([name, text]) => [
        ...heading(`Wrong: ${name}`, style),
        ...markedLines(text, place?.file === name ? place : undefined, style),
      ]);
      return [...plainFiles('Base', base, style), ...marked, '', ...wrapped(output)];
    }
  }
}

const heading = (text: string, style: Style): readonly string[] => ['', style.bold(text), ''];

/** Files to copy from: nothing stands in them but what is theirs. */
const plainFiles = (what: string, files: Files, style: Style): readonly string[] =>
  Object.entries(files).flatMap(([name, text]) => [
    ...heading(`${what}: ${name}`, style),
    ...linesOf(text).map((line) => `${INDENT}${INDENT}${line}`),
  ]);

/** A file with its line numbers, the place underlined as findings underline it. */
function markedLines(text: string, place: ExamplePlace | undefined, style: Style): readonly string[] {
  const numbered = linesOf(text).map((line, at) => `${style.dim(`${String(at + 1).padStart(5)} |`)} ${line}`);
  if (!place) return numbered;
  return [...numbered.slice(0, place.line - 1), ...snippetLines(text, place, style), ...numbered.slice(place.endLine)];
}

const linesOf = (text: string): readonly string[] => text.trimEnd().split('\n');

/** Broken between words, so that each line has at most {@link WIDTH} characters where its words allow it. */
function wrapped(text: string): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    const longer = last === undefined ? undefined : `${last} ${word}`;
    if (longer !== undefined && longer.length <= WIDTH) lines[lines.length - 1] = longer;
    else lines.push(`${INDENT}${word}`);
  }
  return lines;
}
