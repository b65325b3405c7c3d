import type { Finding, Place } from '../model/finding.ts';
import { compareText } from './compare-text.ts';

/** By file, line and column; those without a place first. */
export const sortFindings = (findings: readonly Finding[]): readonly Finding[] =>
  findings.toSorted((a, b) => comparePlaces(a.place, b.place) || compareText(a.code, b.code));

function comparePlaces(a: Place | undefined, b: Place | undefined): number {
  if (!a || !b) return (a ? 1 : 0) - (b ? 1 : 0);
  return compareText(a.file, b.file) || a.line - b.line || a.column - b.column;
}

/** As findings show places: `file:line:column`. */
export const placeText = ({ file, line, column }: Place): string => `${file}:${String(line)}:${String(column)}`;
