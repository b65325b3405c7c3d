import type { Limits } from '../model/limits.ts';
import { suggestion } from './did-you-mean.ts';
import { locate } from './locate.ts';
import { parseFiles } from './parse-files.ts';
import type { ParsedObject, ParseResult } from './parse-files.ts';
import type { Problem } from './problem.ts';
import { referenceTo } from './locate-findings.ts';
import { schemaProblems } from './schema/schema-problems.ts';
import { schemas } from '../../schemas/generated/schemas.ts';
import type { PolicyBindingObject, PolicyTestObject } from '../../schemas/generated/types.ts';

/** The packs of policies that come with Stowage, by name and version. */
export interface PackLibrary {
  readonly names: readonly string[];
  /** Versions of a pack, the newest first; none where there is no such pack. */
  versionsOf(name: string): readonly string[];
  /** The PlacementPolicies of one version, as YAML; `undefined` where there is none. */
  text(name: string, version: string): string | undefined;
}

export const NO_PACKS: PackLibrary = { names: [], versionsOf: () => [], text: () => undefined };

/** A policy that came with a pack says so: it is in force only where a binding names the pack. */
export const PACK_LABEL = 'stowage.dev/pack';
export const PACK_VERSION_LABEL = 'stowage.dev/pack-version';

/**
 * Adds the policies of every pack that a binding names, as if they had been declared: what a revision puts in force is
 * then in its objects, all of it, whichever version of Stowage reads them later.
 */
export function withPacks(parsed: ParseResult, packs: PackLibrary, limits: Limits): ParseResult {
  const bindings = parsed.objects.flatMap(bindingsIn);
  const added = new Map<string, ParseResult>();
  const problems: Problem[] = [];
  for (const binding of bindings) {
    const { pack } = binding.wire.spec;
    if (!pack || isDeclared(parsed, pack)) continue;
    const text = packs.text(pack.name, pack.version);
    if (text === undefined) problems.push(unknownPack(binding, pack, packs));
    else if (!added.has(packFile(pack))) added.set(packFile(pack), parsePack(pack, text, limits));
  }
  if (added.size === 0 && problems.length === 0) return parsed;
  const ofPacks = [...added.values()];
  return {
    ...parsed,
    files: [...parsed.files, ...ofPacks.flatMap(({ files }) => files)],
    objects: [...parsed.objects, ...ofPacks.flatMap(({ objects }) => objects)],
    findings: [...parsed.findings, ...ofPacks.flatMap(({ findings }) => findings), ...locate(parsed.files, problems)],
  };
}

/** A binding, and where it stands: in a file, or among the objects of a test. */
interface StandingBinding {
  readonly wire: Pick<PolicyBindingObject, 'spec'>;
  readonly in: ParsedObject;
  /** From the document. */
  readonly path: ParsedObject['within'];
}

/** What a test binds is in force in that test alone: its policies are there, and nothing else puts them in force. */
function bindingsIn(parsed: ParsedObject): readonly StandingBinding[] {
  const { object, within } = parsed;
  if (object.kind === 'PolicyBinding') {
    return [{ wire: object as unknown as PolicyBindingObject, in: parsed, path: within }];
  }
  if (object.kind !== 'PolicyTest') return [];
  const inline = (object as unknown as PolicyTestObject).spec.inventory?.objects ?? [];
  return inline.flatMap((value, index) => {
    const [problem] = schemaProblems('PolicyBinding', schemas.PolicyBinding, value);
    if (problem) return [];
    const path = [...within, 'spec', 'inventory', 'objects', index];
    return [{ wire: value as unknown as PolicyBindingObject, in: parsed, path }];
  });
}

interface PackReference {
  readonly name: string;
  readonly version: string;
}

/** The file that findings show the policies of a pack in: it lies in no repository. */
export const packFile = ({ name, version }: PackReference): string => `pack:${name}@${version}`;

/** Objects that were stored, or that a cluster holds, have their packs among them. */
const isDeclared = ({ objects }: ParseResult, pack: PackReference): boolean =>
  objects.some(({ object }) => isOfPack(object.metadata['labels'], pack));

function isOfPack(labels: unknown, { name, version }: PackReference): boolean {
  if (typeof labels !== 'object' || labels === null) return false;
  const own = labels as Readonly<Record<string, unknown>>;
  return own[PACK_LABEL] === name && own[PACK_VERSION_LABEL] === version;
}

function parsePack(pack: PackReference, text: string, limits: Limits): ParseResult {
  const parsed = parseFiles([{ path: packFile(pack), text }], { limits });
  const labels = { [PACK_LABEL]: pack.name, [PACK_VERSION_LABEL]: pack.version };
  return {
    ...parsed,
    objects: parsed.objects.map(({ object, ...standing }) => ({
      ...standing,
      object: { ...object, metadata: { ...object.metadata, labels } },
    })),
  };
}

function unknownPack(binding: StandingBinding, { name, version }: PackReference, packs: PackLibrary): Problem {
  const versions = packs.versionsOf(name);
  const known = versions.length > 0;
  const help = known ? `There is ${versions.join(', ')}.` : suggestion(name, packs.names);
  return {
    code: 'reference/not-found',
    severity: 'error',
    message: known ? `pack ${name} has no version ${version} here` : `no pack is called ${name}`,
    help: help ?? 'stowage policy packs lists those that there are.',
    at: {
      kind: 'value',
      file: binding.in.file,
      document: binding.in.document,
      path: [...binding.path, 'spec', 'pack', known ? 'version' : 'name'],
    },
    object: referenceTo(binding.in),
  };
}
