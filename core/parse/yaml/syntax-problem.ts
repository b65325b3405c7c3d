import { YAMLException } from 'js-yaml';
import { raiseLimit } from '../../model/limits.ts';
import type { Limits } from '../../model/limits.ts';
import { unclosedBracket, unclosedQuote } from './unclosed.ts';
import type { YamlProblem } from './yaml-problem.ts';

/** What the parser threw, in words of our own, where the mistake is rather than where the parser noticed it. */
export function syntaxProblem(error: unknown, source: string, limits: Limits): YamlProblem {
  if (!(error instanceof YAMLException)) throw error;
  const noticed = error.mark?.position ?? 0;
  if (error.reason.startsWith('nesting exceeded')) {
    const message = `lists and mappings are nested more than ${String(limits.depth)} levels deep`;
    return { code: 'yaml/too-deep', message, help: raiseLimit('depth'), start: noticed, end: noticed };
  }
  const opened = unclosedQuote(source, noticed) ?? unclosedBracket(source, noticed);
  const start = opened ?? noticed;
  const reason = opened === undefined ? error.reason : `nothing closes this ${source.charAt(opened)}`;
  return {
    code: 'yaml/syntax',
    message: `this is not YAML: ${reason}`,
    ...helpAt(source, start),
    start,
    end: opened === undefined ? start : start + 1,
  };
}

/** A key that is a list or a mapping, which no object of ours or of Kubernetes has. */
export const oddKeyProblem = (source: string, at: { readonly start: number; readonly end: number }): YamlProblem => ({
  code: 'yaml/syntax',
  message: 'a key is a word, not a list or a mapping',
  ...helpAt(source, at.start),
  ...at,
});

interface Cause {
  readonly line: RegExp;
  readonly help: string;
}

const CAUSES: readonly Cause[] = [
  { line: /^(<{7}|={7}|>{7})( |$)/, help: 'These are the marks of a merge conflict: resolve it.' },
  { line: /\{\{|\{%/, help: 'This looks like a template: render it, and check what it makes.' },
  { line: /^ *\t/, help: 'Indent by spaces.' },
];

/** What to do, where the line tells what happened. */
function helpAt(source: string, at: number): { readonly help?: string } {
  const start = source.lastIndexOf('\n', at - 1) + 1;
  const end = source.indexOf('\n', at);
  const line = source.slice(start, end < 0 ? undefined : end).slice(0, LONGEST_LINE);
  const cause = CAUSES.find((each) => each.line.test(line));
  return cause ? { help: cause.help } : {};
}

const LONGEST_LINE = 1000;
