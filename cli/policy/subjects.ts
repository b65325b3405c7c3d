import type { Said } from '../../core/cases/case-result.ts';
import { sayOfRequest } from '../../core/cases/request-case.ts';
import type { TestRules } from '../../core/cases/test-rules.ts';
import { compileRules } from '../../core/cases/test-rules.ts';
import { formatGiB, gibFloor } from '../../core/model/capacity.ts';
import type { DeclaredObject } from '../../core/model/configuration.ts';
import { utcDay } from '../../core/model/day.ts';
import type { DriveClass } from '../../core/model/drive-class.ts';
import { KNOWN_KINDS } from '../../core/parse/known-kinds.ts';
import { suggestion } from '../../core/parse/did-you-mean.ts';
import { cohortsOf } from '../../core/placement/inventory-index.ts';
import { placementView } from '../../core/placement/placement-view.ts';
import type { EvaluationSubject, ExpressionScope } from '../../core/policy/describe/evaluate-expression.ts';
import { CliError } from '../cli-error.ts';
import { printable } from '../report/printable.ts';
import type { PolicyGround } from './open-ground.ts';
import { requestName, requestsFor } from './requests.ts';
import type { AskedOfClass, RequestOptions } from './requests.ts';

/** What an expression is asked about, and what it is called. */
export type Subject =
  | { readonly kind: 'subject'; readonly name: string; readonly of: EvaluationSubject; readonly drives?: number }
  /** A request that has no placement to ask about. */
  | { readonly kind: 'not-placed'; readonly name: string; readonly said: Said };

export interface SubjectOptions extends RequestOptions {
  readonly kind?: string;
  /** `KIND/NAME`. */
  readonly object?: string;
}

/**
 * Everything that the options speak of at a scope.
 * @param readsObject whether it matters which object is asked about
 * @throws CliError `usage` where there is nothing of that name, or options mean nothing at the scope
 */
export function subjectsOf(
  scope: ExpressionScope,
  options: SubjectOptions,
  ground: PolicyGround,
  readsObject: boolean,
): readonly Subject[] {
  refuseIdle(scope, options);
  switch (scope) {
    case 'Config':
      return configSubjects(options, ground, readsObject);
    case 'Request':
      return requestsFor(options, ground.inventory).map((asked) => ({
        kind: 'subject',
        name: requestName(asked),
        of: { kind: 'Request', request: asked.request, surroundings: asked.surroundings },
      }));
    case 'Drive':
      return cohortsOf(ground.inventory.index).map(({ drives, ids }) => ({
        kind: 'subject',
        name: driveName(drives),
        of: { kind: 'Drive', drives },
        drives: ids.length,
      }));
    case 'Placement':
      return placementSubjects(options, ground);
  }
}

const OF_REQUESTS = ['class', 'size', 'claim', 'node'] as const;
const OF_OBJECTS = ['kind', 'object'] as const;

/** The kinds that an expression is about; none means any. */
export function kindsOf({ kind, object }: SubjectOptions): readonly string[] {
  const given = object?.split('/')[0] ?? kind;
  if (given === undefined) return [];
  const names = KNOWN_KINDS.map((each) => each.kind as string);
  const known = names.find((name) => name.toLowerCase() === given.toLowerCase());
  if (known !== undefined) return [known];
  const help = suggestion(given, names) ?? `The kinds are ${names.join(', ')}.`;
  throw new CliError('usage', `there is no kind ${printable(given)}. ${help}`);
}

/** An option that changes nothing is a slip. */
function refuseIdle(scope: ExpressionScope, options: SubjectOptions): void {
  const takes: readonly string[] =
    scope === 'Config' ? OF_OBJECTS : scope === 'Request' || scope === 'Placement' ? OF_REQUESTS : [];
  const idle = [...OF_REQUESTS, ...OF_OBJECTS].find((name) => options[name] !== undefined && !takes.includes(name));
  if (idle !== undefined) throw new CliError('usage', `--${idle} means nothing at scope ${scope}`);
}

function configSubjects(
  options: SubjectOptions,
  { inventory }: PolicyGround,
  readsObject: boolean,
): readonly Subject[] {
  const { objects, configuration } = inventory;
  const subject = (name: string, object: DeclaredObject | undefined): Subject => ({
    kind: 'subject',
    name,
    of: { kind: 'Config', object, objects, configuration },
  });
  if (!readsObject) return [subject('the configuration', undefined)];
  const kinds = kindsOf(options);
  const wanted = options.object?.split('/')[1];
  const found = objects.filter(
    ({ kind, metadata }) =>
      (kinds.length === 0 || kinds.includes(kind)) && (wanted === undefined || metadata.name === wanted),
  );
  if (found.length === 0)
    throw new CliError('usage', `there is no object ${printable(options.object ?? options.kind ?? 'at all')}`);
  return found.map((object) => subject(`${object.kind} ${object.metadata.name}`, object));
}

/** What drives of a class have alike, but for their enclosure: `SSD NVMe, 3576 GiB, tags worn`. */
function driveName({ mediaType, protocol, capacityBytes, tags, state, wearClass }: DriveClass): string {
  const notes = [
    ...(tags.length > 0 ? [`tags ${tags.join(' ')}`] : []),
    ...(state === 'enabled' ? [] : [state]),
    ...(wearClass === 'unknown' ? [] : [wearClass]),
  ];
  return [`${mediaType} ${protocol}`, formatGiB(gibFloor(capacityBytes)), ...notes].join(', ');
}

/** Each request where it would lie with all drives empty, under the policies in force. */
function placementSubjects(options: SubjectOptions, { inventory, steps }: PolicyGround): readonly Subject[] {
  const compiled = compileRules(
    inventory.configuration,
    { today: utcDay(new Date()) },
    { base: undefined, allowance: { steps }, tried: undefined },
  );
  if (compiled.kind === 'broken') throw new CliError('usage', printable(compiled.reason));
  return requestsFor(options, inventory).map((asked) => placementSubject(asked, compiled.rules, inventory));
}

function placementSubject(asked: AskedOfClass, rules: TestRules, inventory: PolicyGround['inventory']): Subject {
  const { request, surroundings } = asked;
  const name = requestName(asked);
  const said = sayOfRequest(asked, inventory, rules, true);
  if (said.placement?.kind !== 'placed') return { kind: 'not-placed', name, said };
  const placement = placementView(inventory.index, said.placement.placement);
  return { kind: 'subject', name, of: { kind: 'Placement', placement, request, surroundings } };
}
