import { formatGiB } from '../model/capacity.ts';
import type { GiB } from '../model/capacity.ts';
import { ENCLOSURE_LEVEL } from '../model/ids.ts';
import type { PlacementPolicy } from '../model/policy.ts';
import { sourceText } from './counter-example-text.ts';
import type { AddedDrive, Relaxation } from './relaxation.ts';
import { wordOf } from './shortage-text.ts';

type Named = Pick<PlacementPolicy, 'name' | 'validations'>;

/** What follows "it would fit": `with size 1843Gi`, `with softDomains: "true"`, `without rule racks[survives]`. */
export function relaxationText(relaxation: Relaxation, policies: readonly Named[]): string {
  switch (relaxation.kind) {
    case 'return-drive':
      return `with drive ${relaxation.drive} of enclosure ${relaxation.enclosure} back from maintenance`;
    case 'size':
      return `with size ${quantity(relaxation.size)}`;
    case 'add-drive':
      return `with one more ${relaxation.mediaType} of ${formatGiB(relaxation.size)} in ${domainText(relaxation)}`;
    case 'parameters':
      return parametersText(Object.entries(relaxation.set));
    case 'rule':
      return `without ${sourceText({ kind: 'policy', policy: relaxation.policy, index: relaxation.index }, policies)}`;
  }
}

/** What the nearest one says, in one sentence's part; nothing where there is none. */
export const wouldFit = ([nearest]: readonly Relaxation[], policies: readonly Named[]): string =>
  nearest ? `; it would fit ${relaxationText(nearest, policies)}` : '';

/** As it can be asked for: to the GiB. */
const quantity = (size: GiB): string => (size % 1024 === 0 ? `${String(size / 1024)}Ti` : `${String(size)}Gi`);

function domainText({ level, domain, enclosure }: AddedDrive): string {
  const word = wordOf(level) ?? `domain of level ${level}`;
  return level === ENCLOSURE_LEVEL ? `${word} ${domain}` : `${word} ${domain} (enclosure ${enclosure})`;
}

function parametersText(set: readonly (readonly [string, string | null])[]): string {
  const given = set.flatMap(([name, value]) => (value === null ? [] : [`${name}: "${value}"`]));
  const leftOut = set.flatMap(([name, value]) => (value === null ? [`parameter ${name}`] : []));
  return [
    ...(given.length === 0 ? [] : [`with ${given.join(' and ')}`]),
    ...(leftOut.length === 0 ? [] : [`without ${leftOut.join(' and ')}`]),
  ].join(', ');
}
