import { createHash } from 'node:crypto';
import type { Finding } from '../../../core/model/finding.ts';

/**
 * One for each finding, all different, by which two runs know a finding again. Of its code, its object and its message,
 * not of its line: a finding stays the same one when lines above it come and go, and its file where it has an object is
 * moved or renamed.
 */
export function fingerprintsOf(findings: readonly Finding[]): readonly string[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const identity = identityOf(finding);
    const nth = seen.get(identity) ?? 0;
    seen.set(identity, nth + 1);
    return createHash('sha256')
      .update(JSON.stringify([identity, nth]))
      .digest('hex')
      .slice(0, 32);
  });
}

function identityOf({ code, object, place, message, rule }: Finding): string {
  const where = object ? [object.kind, object.name] : [place?.file ?? ''];
  return JSON.stringify([code, where, rule && [rule.policy, rule.index], withoutNumbers(message)]);
}

/** Messages name other places, and how many more there are. */
const withoutNumbers = (message: string): string =>
  message.replace(/:\d+:\d+\)/g, ')').replace(/; and \d+ more like this$/, '');
