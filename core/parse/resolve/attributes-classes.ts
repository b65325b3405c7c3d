import { parseQuantity } from '../../model/capacity.ts';
import type { VolumeAttributesClassObject } from '../../../schemas/generated/types.ts';
import { at } from './declared.ts';
import type { Declared } from './declared.ts';
import { problem } from './report.ts';
import type { Report } from './report.ts';

type ParameterName = keyof VolumeAttributesClassObject['parameters'];

/** The parameters that speak of one thing. `both` stands for `least` and `most` alike. */
interface Measure {
  readonly both: ParameterName;
  readonly least: ParameterName;
  readonly most: ParameterName;
  readonly burst: ParameterName;
}

const MEASURES: readonly Measure[] = [
  { both: 'iops', least: 'minIops', most: 'maxIops', burst: 'burstIops' },
  { both: 'bandwidth', least: 'minBandwidth', most: 'maxBandwidth', burst: 'burstBandwidth' },
];

/** What a promise, a limit and a burst say must go together. */
export function checkAttributesClasses(
  declared: readonly Declared<VolumeAttributesClassObject>[],
  report: Report,
): void {
  for (const each of declared) for (const measure of MEASURES) checkMeasure(each, measure, report);
}

function checkMeasure(declared: Declared<VolumeAttributesClassObject>, measure: Measure, report: Report): void {
  const { parameters } = declared.wire;
  const { both, least, most, burst } = measure;
  const wrong = (name: ParameterName, message: string, help?: string): void => {
    report(problem('schema/wrong-value', at(declared, 'parameters', name), message, { help }));
  };
  const value = (name: ParameterName): bigint | undefined => parseQuantity(parameters[name] ?? '');
  for (const name of Object.values(measure) as ParameterName[]) {
    if (value(name) === 0n) wrong(name, `${name} is 0: such a volume would stand still`, 'Leave it out for no limit.');
  }
  const beside = parameters[both] === undefined ? [] : [least, most].filter((name) => parameters[name] !== undefined);
  for (const name of beside)
    wrong(name, `${name} stands beside ${both}, which says it already`, `Leave one of them out.`);
  if (beside.length > 0) return;

  const [promised, allowed, short] = [value(both) ?? value(least), value(both) ?? value(most), value(burst)];
  if (promised !== undefined && allowed !== undefined && promised > allowed) {
    wrong(least, `${least} is larger than ${most}: more is promised than is allowed`);
  }
  if (short === undefined) return;
  if (allowed === undefined) {
    const message = `${burst} has no effect: without ${most} or ${both} there is no limit to go over`;
    const told = { severity: 'warning', help: `Say ${most}, or leave ${burst} out.` } as const;
    report(problem('class/no-effect', at(declared, 'parameters', burst), message, told));
  } else if (short < allowed) {
    wrong(burst, `${burst} is less than ${parameters[most] === undefined ? both : most}: a burst goes over it`);
  }
}
