import type { Finding } from '../../model/finding.ts';

/** Findings as tables expect them: `file:line:column code`, warnings marked. */
export const told = (findings: readonly Finding[]): readonly string[] =>
  findings.map(({ place, code, severity }) => {
    const at = place ? `${place.file}:${String(place.line)}:${String(place.column)}` : '-';
    return severity === 'error' ? `${at} ${code}` : `${at} ${severity} ${code}`;
  });
