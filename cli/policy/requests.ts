import type { AskedRequest } from '../../core/cases/request-case.ts';
import { buildRequest, surroundingsOf } from '../../core/cases/request-case.ts';
import type { TestInventory } from '../../core/cases/inventory.ts';
import { formatGiB, gib, gibCeil } from '../../core/model/capacity.ts';
import type { GiB } from '../../core/model/capacity.ts';
import type { StorageClass } from '../../core/model/class.ts';
import type { ClaimReference } from '../../core/model/volume.ts';
import { suggestion } from '../../core/parse/did-you-mean.ts';
import type { ClassRequest } from '../../core/policy/describe/describe-policy.ts';
import { CliError } from '../cli-error.ts';
import { printable } from '../report/printable.ts';

/** A request, and what else of it the rules see. */
export type AskedOfClass = ClassRequest & AskedRequest;

/** What to ask for. */
export interface RequestOptions {
  /** Left out: each class there is; where there is none, what a class without parameters asks. */
  readonly class?: string;
  /** Left out: the least that each class takes. */
  readonly size?: GiB;
  readonly claim?: ClaimReference;
  readonly node?: string;
}

/**
 * The requests that the options speak of, on drives that are all empty.
 * @throws CliError `usage` where there is no such class or node
 */
export function requestsFor(options: RequestOptions, inventory: TestInventory): readonly AskedOfClass[] {
  const { classes } = inventory.configuration;
  if (options.class !== undefined) return [requestOf(findClass(options.class, classes), options, inventory)];
  if (classes.length === 0) return [requestOf(undefined, options, inventory)];
  return classes.map((each) => requestOf(each, options, inventory));
}

function findClass(name: string, classes: readonly StorageClass[]): StorageClass {
  const found = classes.find((each) => each.name === name);
  if (found) return found;
  const names = classes.map((each) => each.name as string);
  const help = suggestion(name, names) ?? (names.length === 0 ? 'There is none.' : `There is ${names.join(', ')}.`);
  throw new CliError('usage', `no class is called ${printable(name)}. ${help}`);
}

function requestOf(
  storageClass: StorageClass | undefined,
  { size = leastSize(storageClass), claim, node }: RequestOptions,
  inventory: TestInventory,
): AskedOfClass {
  const wanted = {
    ...(storageClass && { class: storageClass.name }),
    size: `${String(size)}Gi`,
    ...(claim && { claim }),
    ...(node !== undefined && { node }),
  };
  const built = buildRequest(wanted, inventory, []);
  if (built.kind === 'broken') throw new CliError('usage', printable(built.trouble.message));
  const { request, quota } = built;
  return { ...built, class: storageClass?.name, surroundings: surroundingsOf(inventory.index, request, quota) };
}

/** `class fast, 10 GiB`. */
export const requestName = ({ class: name, request }: ClassRequest): string =>
  `${name === undefined ? 'no class' : `class ${name}`}, ${formatGiB(request.size.required)}`;

const leastSize = (storageClass: StorageClass | undefined): GiB =>
  gib(Math.max(1, gibCeil(storageClass?.parameters.minVolumeBytes ?? 0n)));
