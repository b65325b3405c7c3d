import { ruleLabel } from '../../core/model/finding.ts';
import type { Finding, Place, RuleReference, Severity } from '../../core/model/finding.ts';
import type { CliIo, TextSink } from '../io.ts';
import { printable } from './printable.ts';
import { snippetLines } from './snippet.ts';
import { PLAIN, styleFor } from './style.ts';
import type { Style } from './style.ts';

/** The text of a file by the name that findings give it; `undefined` where it is not at hand. */
type SourceText = (file: string) => string | undefined;

export interface FindingsReport {
  /** `line` prints one line for each, for grep and editors; `pretty` shows the line of the file as well. */
  readonly layout: 'line' | 'pretty';
  readonly style: Style;
  readonly sourceText: SourceText;
}

type SnippetSource = Pick<FindingsReport, 'style' | 'sourceText'>;

export interface PrintOptions {
  readonly env?: CliIo['env'];
  /** Left out: as the sink is a terminal. */
  readonly pretty?: boolean | undefined;
  readonly sourceText?: SourceText;
}

/** Writes findings as suits where they go: explained on a terminal, a line each elsewhere. */
export function printFindings(findings: readonly Finding[], sink: TextSink, options: PrintOptions = {}): void {
  sink.write(renderFindings(findings, reportFor(sink, options)));
}

export function reportFor(sink: TextSink, { env = {}, pretty, sourceText }: PrintOptions): FindingsReport {
  return {
    layout: (pretty ?? sink.isTTY === true) ? 'pretty' : 'line',
    style: styleFor(sink, env),
    sourceText: sourceText ?? (() => undefined),
  };
}

/** Findings in the order of their places, as text. Empty where there are none. */
export function renderFindings(findings: readonly Finding[], report: FindingsReport): string {
  const render = report.layout === 'pretty' ? prettyFinding : lineFinding;
  return inPlaceOrder(findings)
    .map((finding) => render(finding, report))
    .join('');
}

function lineFinding(finding: Finding, { style }: FindingsReport): string {
  return `${headline(finding, style)}${explanation(finding)}\n`;
}

/** A finding in one line without its severity, for who shows that in another way. */
export const findingText = (finding: Finding): string =>
  `${whereText(finding, PLAIN)}${finding.code} ${printable(finding.message)}${explanation(finding)}`;

function explanation(finding: Finding): string {
  const details = [...ruleDetails(finding), ...readDetails(finding)].join('; ');
  return `${helpSentence(finding)}${details === '' ? '' : ` [${details}]`}`;
}

/** The help as a sentence of its own after the message, which is one without its full stop. */
export function helpSentence({ message, help }: Finding): string {
  if (help === undefined) return '';
  const stop = /[.?!]$/.test(message) ? '' : '.';
  return `${stop} ${printable(help.charAt(0).toUpperCase() + help.slice(1))}`;
}

const prettyFinding = (finding: Finding, report: FindingsReport): string =>
  [headline(finding, report.style), ...detailLines(finding, report), ''].map((line) => `${line}\n`).join('');

/** What explains a finding below its headline. */
function detailLines(finding: Finding, report: SnippetSource): readonly string[] {
  const { help } = finding;
  const evidence = evidenceLines(finding, report);
  return help === undefined
    ? evidence
    : [...evidence, noteIn(report)(`${report.style.cyan('help:')} ${printable(help)}`)];
}

/** The lines of the files that a finding is about, and what was read: all but what to do. */
export function evidenceLines(finding: Finding, report: SnippetSource): readonly string[] {
  return [
    ...snippetAt(finding.place, report),
    ...elsewhereLines(finding, report),
    ...ruleLines(finding, report),
    ...readDetails(finding).map(noteIn(report)),
  ];
}

const noteIn =
  ({ style }: SnippetSource) =>
  (text: string): string =>
    `    ${style.dim('=')} ${text}`;

function snippetAt(place: Place | undefined, { style, sourceText }: SnippetSource): readonly string[] {
  const source = place && sourceText(place.file);
  return place && source !== undefined ? snippetLines(source, place, style) : [];
}

/** The message names the other place already: without its line there is nothing to add. */
function elsewhereLines({ code, elsewhere }: Finding, report: SnippetSource): readonly string[] {
  const snippet = snippetAt(elsewhere, report);
  if (!elsewhere || snippet.length === 0) return [];
  const what = code.includes('/duplicate-') ? 'first declared at' : 'the other stands at';
  return [noteIn(report)(`${what} ${placeText(elsewhere)}`), ...snippet];
}

/** The rule as it stands in its file, else its expression. */
function ruleLines(finding: Finding, report: SnippetSource): readonly string[] {
  const { rule } = finding;
  const snippet = snippetAt(rule?.place, report);
  if (!rule || snippet.length === 0) return ruleDetails(finding).map(noteIn(report));
  return [noteIn(report)(ruleText(rule)), ...snippet];
}

function headline(finding: Finding, style: Style): string {
  const { severity, code, message } = finding;
  const paint = severityPaint(severity, style);
  return `${whereText(finding, style)}${paint(severity)} ${code} ${printable(message)}`;
}

const whereText = ({ place }: Finding, style: Style): string => (place ? `${style.bold(placeText(place))}: ` : '');

const ruleDetails = ({ rule }: Finding): readonly string[] =>
  rule ? [`${ruleText(rule)}: ${printable(rule.expression)}`] : [];

/** `rule POLICY[NAME] at FILE:LINE:COLUMN`. */
function ruleText(rule: RuleReference): string {
  const { place } = rule;
  const where = place ? ` at ${placeText(place)}` : '';
  return `rule ${printable(ruleLabel(rule))}${where}`;
}

const readDetails = ({ values }: Finding): readonly string[] =>
  Object.entries(values ?? {}).map(([path, value]) => `read ${printable(path)} = ${printable(value)}`);

/** `file:line:column`, as compilers write it and editors follow it. */
export const placeText = ({ file, line, column }: Place): string =>
  `${printable(file)}:${String(line)}:${String(column)}`;

export function severityPaint(severity: Severity, style: Style): (text: string) => string {
  switch (severity) {
    case 'error':
      return style.red;
    case 'warning':
      return style.yellow;
    case 'note':
      return style.cyan;
  }
}

/** By file, line and column; those without a place first, else in the order found. */
export function inPlaceOrder(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort((a, b) => {
    if (!a.place || !b.place) return Number(a.place !== undefined) - Number(b.place !== undefined);
    if (a.place.file !== b.place.file) return a.place.file < b.place.file ? -1 : 1;
    return a.place.line - b.place.line || a.place.column - b.place.column;
  });
}
