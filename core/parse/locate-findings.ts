import type { Finding, ObjectReference } from '../model/finding.ts';
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

/**
 * Findings with their places, in the order given. Where a rule is named, its place is that of its expression. An object
 * that is in no file leaves its finding without a place.
 */
export function locateFindings(sources: Sources, findings: readonly PlacelessFinding[]): readonly Finding[] {
  const objects = new Map(sources.objects.map((each) => [keyOf(referenceTo(each)), each]));
  const addressOf = (reference: ObjectReference, value: ValuePart): Address | undefined => {
    const parsed = objects.get(keyOf(reference));
    if (!parsed) return undefined;
    const { file, document, within } = parsed;
    return { kind: 'value', file, document, ...value, path: [...within, ...value.path] };
  };
  const addressed = findings.map(({ path, part, range, ...finding }) => {
    const { object, rule } = finding;
    const policy: ObjectReference | undefined = rule && { kind: 'PlacementPolicy', name: rule.policy };
    return {
      finding,
      at: addressOf(object, { path, ...(part && { part }), ...(range && { range }) }),
      ruleAt: policy && addressOf(policy, { path: ['spec', 'validations', rule?.index ?? 0, 'expression'] }),
    };
  });
  const wanted = addressed.flatMap(({ at, ruleAt }) => [at, ruleAt].filter((each) => each !== undefined));
  const places = placesOf(sources.files, wanted);
  return addressed.map(({ finding, at, ruleAt }) => {
    const place = at && places.get(at);
    const rulePlace = ruleAt && places.get(ruleAt);
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
