import type { VolumeAttributesClassObject } from '../../../schemas/generated/types.ts';
import { attributeProblems } from '../attribute-parameters.ts';
import { at } from './declared.ts';
import type { Declared } from './declared.ts';
import { problem } from './report.ts';
import type { Report } from './report.ts';

/** What a promise and limits say must go together. */
export function checkAttributesClasses(
  declared: readonly Declared<VolumeAttributesClassObject>[],
  report: Report,
): void {
  for (const each of declared) {
    for (const { key, message } of attributeProblems(each.wire.parameters)) {
      report(problem('schema/wrong-value', at(each, 'parameters', key), message));
    }
  }
}
