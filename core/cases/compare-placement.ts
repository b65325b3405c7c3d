import type { PlacementOutcome } from '../placement/outcome.ts';
import type { Placement } from '../model/volume.ts';
import type { PolicyTestExpectation, PolicyTestPlacement, PolicyTestRefusal } from '../../schemas/generated/types.ts';
import type { Trouble } from './case-result.ts';

/** In what a placement, or a refusal, is not the expected one. Paths are from `expect`. */
export function comparePlacement(
  { placement, refused }: PolicyTestExpectation,
  outcome: PlacementOutcome,
): readonly Trouble[] {
  if (placement) return compareWithPlacement(placement, outcome);
  return refused ? compareWithRefusal(refused, outcome) : [];
}

function compareWithPlacement(expected: PolicyTestPlacement, outcome: PlacementOutcome): readonly Trouble[] {
  switch (outcome.kind) {
    case 'refused': {
      const message = `expected ${wantedText(expected)}, got a refusal, ${outcome.code}: ${outcome.message}`;
      return [{ message, path: ['placement'] }];
    }
    case 'placed': {
      const { layout, legs, survives } = outcome.placement;
      const reasons = outcome.reasons().join('; ');
      const differences: Trouble[] = [];
      if (expected.layout !== undefined && expected.layout !== layout) {
        const message = `expected layout ${expected.layout}, got ${layout}: ${reasons}`;
        differences.push({ message, path: ['placement', 'layout'] });
      }
      if (expected.legs !== undefined && expected.legs !== legs.length) {
        const message = `expected ${legsText(expected.legs)}, got ${String(legs.length)}: ${reasons}`;
        differences.push({ message, path: ['placement', 'legs'] });
      }
      for (const [at, level] of (expected.survives ?? []).entries()) {
        if (survives.some((each) => each === level)) continue;
        const got = survives.length === 0 ? 'it survives the loss of none' : `it survives that of any ${or(survives)}`;
        const message = `expected the loss of any one ${level} to be survived, got a placement on ${whereText(outcome.placement)}: ${got}`;
        differences.push({ message, path: ['placement', 'survives', at] });
      }
      return differences;
    }
  }
}

function compareWithRefusal(expected: PolicyTestRefusal, outcome: PlacementOutcome): readonly Trouble[] {
  switch (outcome.kind) {
    case 'placed': {
      const { placement, reasons } = outcome;
      const message = `expected a refusal${codeText(expected)}, got layout ${placement.layout} on ${whereText(placement)}: ${reasons().join('; ')}`;
      return [{ message, path: ['refused'] }];
    }
    case 'refused': {
      const { code, message } = outcome;
      const differences: Trouble[] = [];
      if (expected.code !== undefined && expected.code !== code) {
        differences.push({
          message: `expected a refusal${codeText(expected)}, got ${code}: ${message}`,
          path: ['refused', 'code'],
        });
      }
      if (expected.message !== undefined && !message.includes(expected.message)) {
        differences.push({
          message: `expected a refusal that says ${JSON.stringify(expected.message)}, got ${code}: ${message}`,
          path: ['refused', 'message'],
        });
      }
      return differences;
    }
  }
}

const codeText = ({ code }: PolicyTestRefusal): string => (code === undefined ? '' : ` by ${code}`);

/** `layout mirror on 2 legs`, as far as it is said. */
function wantedText({ layout, legs }: PolicyTestPlacement): string {
  if (layout === undefined) return legs === undefined ? 'a placement' : `a placement on ${legsText(legs)}`;
  return `layout ${layout}${legs === undefined ? '' : ` on ${legsText(legs)}`}`;
}

const legsText = (legs: number): string => `${String(legs)} leg${legs === 1 ? '' : 's'}`;

/** `enclosures rack-a-1 and rack-a-2`; of many the first. */
function whereText({ legs }: Placement): string {
  const enclosures = [...new Set(legs.map(({ enclosure }) => enclosure as string))];
  const shown = enclosures.slice(0, MOST_SHOWN).join(', ') + (enclosures.length > MOST_SHOWN ? ', …' : '');
  return `enclosure${enclosures.length === 1 ? '' : 's'} ${shown}`;
}

const MOST_SHOWN = 4;

const or = (levels: readonly string[]): string => levels.join(' or ');
