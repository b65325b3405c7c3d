import type { Finding, ObjectReference, Place } from '../model/finding.ts';
import { placesOf } from './locate.ts';
import type { ParsedObject } from './parse-files.ts';
import type { Address, ValuePart } from './problem.ts';
import type { SourceFile } from './source-file.ts';

/** The objects of a revision and the files they stand in. */
export interface Sources {
  readonly files: readonly SourceFile[];
  readonly objects: readonly ParsedObject[];
}

/** A finding of another part of core, which knows of objects and not of files. */
export interface PlacelessFinding extends Omit<Finding, 'place'>, ValuePart {
  readonly object: ObjectReference;
}

/** A value of an object by the kind and name of that. */
export interface ObjectValue extends ValuePart {
  readonly object: ObjectReference;
}

/** The place of each value, in the order given; none for a value of an object that is in no file. */
export function placesIn(sources: Sources, values: readonly ObjectValue[]): readonly (Place | undefined)[] {
  const addressOf = addressesIn(sources);
  const addresses = values.map(({ object, ...value }) => addressOf(object, value));
  const places = placesOf(
    sources.files,
    addresses.filter((each) => each !== undefined),
  );
  return addresses.map((address) => address && places.get(address));
}

function addressesIn({ objects }: Sources): (reference: ObjectReference, value: ValuePart) => Address | undefined {
  const byKey = new Map(objects.map((each) => [keyOf(referenceTo(each)), each]));
  return (reference, value) => {
    const parsed = byKey.get(keyOf(reference));
    if (!parsed) return undefined;
    const { file, document, within } = parsed;
    return { kind: 'value', file, document, ...value, path: [...within, ...value.path] };
  };
}

/**
 * Findings with their places, in the order given. Where a rule is named, its place is that of its expression, in `rules`
 * where that is another revision. An object that is in no file leaves its finding without a place.
 */
export function locateFindings(
  sources: Sources,
  findings: readonly PlacelessFinding[],
  rules: Sources = sources,
): readonly Finding[] {
  const told = findings.map(({ path, part, range, ...finding }) => ({
    finding,
    value: { object: finding.object, path, ...(part && { part }), ...(range && { range }) },
    rule: {
      object: { kind: 'PlacementPolicy', name: finding.rule?.policy ?? '' },
      path: ['spec', 'validations', finding.rule?.index ?? 0, 'expression'],
    },
  }));
  const places = placesIn(
    sources,
    told.map(({ value }) => value),
  );
  const rulePlaces = placesIn(
    rules,
    told.map(({ rule }) => rule),
  );
  return told.map(({ finding }, at) => {
    const [place, rulePlace] = [places[at], rulePlaces[at]];
    return {
      ...finding,
      ...(place && { place }),
      ...(finding.rule && { rule: { ...finding.rule, ...(rulePlace && { place: rulePlace }) } }),
    };
  });
}

/** How findings call a parsed object. */
export const referenceTo = ({ object }: ParsedObject): ObjectReference => ({
  kind: object.kind,
  name: object.metadata.name,
});

const keyOf = ({ kind, name }: ObjectReference): string => `${kind} ${name}`;
