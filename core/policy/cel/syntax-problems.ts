import type { TextRange } from './tree.ts';

export interface SyntaxProblem {
  readonly code: 'policy/syntax' | 'policy/type' | 'policy/too-large';
  readonly range: TextRange;
  readonly message: string;
  readonly help?: string;
}

/** What the library reports, as far as it is documented. */
interface LibraryError {
  readonly code: string;
  readonly summary: string;
  readonly range?: TextRange;
}

const isLibraryError = (cause: unknown): cause is LibraryError =>
  cause instanceof Error && 'code' in cause && 'summary' in cause;

interface Said {
  readonly message: string;
  readonly help?: string;
}

/** What the parser has thrown, in words for those who write expressions and not parsers. */
export function problemOf(cause: unknown, text: string): SyntaxProblem {
  const whole = { start: 0, end: text.length };
  if (!isLibraryError(cause)) {
    const reason = cause instanceof Error ? cause.message : 'no reason is given';
    return { code: 'policy/syntax', range: whole, message: `the expression cannot be parsed: ${reason}` };
  }
  const { code, summary, range = whole } = cause;
  if (code === 'limit_exceeded') return { code: 'policy/too-large', range, ...tooLarge(summary) };
  const said = saidOf(code, text.slice(range.start, range.end), summary);
  return { code: code === 'invalid_macro_argument' ? 'policy/type' : 'policy/syntax', range, ...said };
}

/** What the summary names by the limit that is passed, and how many it admits. */
function tooLarge(summary: string): Said {
  const [, limit = '', most = ''] = /(max\w+) \((\d+)\)/.exec(summary) ?? [];
  const message = LIMITS[limit]?.(most) ?? 'the expression is too large';
  return { message, help: 'Split it: name its parts under spec.variables.' };
}

const LIMITS: Readonly<Record<string, (most: string) => string>> = {
  maxDepth: (most) => `the expression has more than ${most} brackets, calls and fields inside one another`,
  maxAstNodes: (most) => `the expression has more than ${most} operators, names and literals`,
  maxListElements: (most) => `the expression has a list of more than ${most} elements`,
  maxMapEntries: (most) => `the expression has a map of more than ${most} entries`,
  maxCallArguments: (most) => `the expression calls a function with more than ${most} operands`,
};

function saidOf(code: string, part: string, summary: string): Said {
  switch (code) {
    case 'unexpected_token':
      return {
        message: part === '' ? 'the expression ends where a value is expected' : `a value is expected before ${part}`,
      };
    case 'expected_token':
      return expected(/^Expected (\w+)/.exec(summary)?.[1] ?? '', part);
    case 'unexpected_character':
      return part.length === 1 && part in MEANT
        ? { message: `there is no operator ${part}`, help: `Did you mean ${MEANT[part] ?? ''}?` }
        : { message: `${part} does not belong here: an operator, or the end of the expression, is expected` };
    case 'reserved_identifier':
      return { message: `${part} is a word that CEL keeps for itself`, help: 'Give it another name.' };
    case 'unterminated_string':
    case 'unterminated_triple_quoted_string':
      return { message: 'the text has no quotation mark at its end' };
    case 'newline_in_string':
      return {
        message: 'a text ends on the line on which it begins',
        help: 'Write \\n, or put three quotation marks at either end.',
      };
    case 'invalid_number':
    case 'invalid_integer':
    case 'invalid_hex_integer':
      return { message: `${part} is no number` };
    case 'invalid_macro_argument':
      return summary.includes('variable') ? { message: 'the variable of a macro is one name' } : { message: summary };
    case 'invalid_exponent':
      return { message: 'the exponent of the number has no digits' };
  }
  return { message: summary };
}

/** What people write who know other languages. */
const MEANT: Readonly<Record<string, string>> = { '=': '==', '&': '&&', '|': '||' };

/** The parser's names of what it asks for. */
const TOKENS: Readonly<Record<string, string>> = {
  RPAREN: ')',
  RBRACKET: ']',
  RBRACE: '}',
  COLON: ':',
  IDENTIFIER: 'a name',
};

function expected(token: string, part: string): Said {
  const wanted = TOKENS[token] ?? token.toLowerCase();
  return {
    message: part === '' ? `the expression ends where ${wanted} is expected` : `${wanted} is expected before ${part}`,
  };
}
