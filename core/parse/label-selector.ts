import type { SelectorClause } from '../model/class.ts';

export type ParsedSelector =
  | { readonly kind: 'parsed'; readonly clauses: readonly SelectorClause[] }
  | { readonly kind: 'invalid'; readonly message: string };

const KEY = /^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;
const VALUE = /^([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$/;
const SET_CLAUSE = /^(\S+) +(in|notin) *\(([^()]*)\)$/;
const EQUALITY_CLAUSE = /^([^=!]*)(==|!=|=)(.*)$/;

/**
 * A label selector by Kubernetes' rules, its clauses joined by `;`. An empty text selects everything.
 * Source: k8s.io/apimachinery/pkg/labels.
 */
export function parseSelector(text: string): ParsedSelector {
  const clauses: SelectorClause[] = [];
  for (const part of text.split(';')) {
    const trimmed = part.trim();
    if (trimmed === '') continue;
    const clause = parseClause(trimmed);
    if (clause === undefined || !isWellFormed(clause))
      return { kind: 'invalid', message: `"${trimmed}" is no clause of a selector` };
    clauses.push(clause);
  }
  return { kind: 'parsed', clauses };
}

function parseClause(text: string): SelectorClause | undefined {
  const set = SET_CLAUSE.exec(text);
  if (set) {
    const [, key = '', operator, list = ''] = set;
    return { operator: operator === 'in' ? 'In' : 'NotIn', key, values: list.split(',').map((value) => value.trim()) };
  }
  if (text.startsWith('!') && !text.includes('=')) return { operator: 'DoesNotExist', key: text.slice(1).trim() };
  const equality = EQUALITY_CLAUSE.exec(text);
  if (!equality) return { operator: 'Exists', key: text };
  const [, key = '', operator, value = ''] = equality;
  return { operator: operator === '!=' ? 'NotIn' : 'In', key: key.trim(), values: [value.trim()] };
}

function isWellFormed(clause: SelectorClause): boolean {
  if (!KEY.test(clause.key)) return false;
  switch (clause.operator) {
    case 'In':
    case 'NotIn':
      return clause.values.every((value) => VALUE.test(value));
    case 'Exists':
    case 'DoesNotExist':
      return true;
  }
}
