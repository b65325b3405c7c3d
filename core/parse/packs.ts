import type { DeclaredObject } from '../model/configuration.ts';
import type { Limits } from '../model/limits.ts';
import { suggestion } from './did-you-mean.ts';
import { locate } from './locate.ts';
import { parseFiles } from './parse-files.ts';
import type { ParsedObject, ParseResult } from './parse-files.ts';
import type { Problem } from './problem.ts';
import { referenceTo } from './locate-findings.ts';
import { schemaProblems } from './schema/schema-problems.ts';
import { schemas } from '../../schemas/generated/schemas.ts';
import type { PlacementPolicyObject, PolicyBindingObject, PolicyTestObject } from '../../schemas/generated/types.ts';

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
  const read = packReader(packs, limits);
  const problems: Problem[] = parsed.objects.flatMap((object) => impostor(object, read) ?? []);
  for (const binding of bindings) {
    const { pack } = binding.wire.spec;
    if (!pack) continue;
    const ofPack = read(pack);
    if (!ofPack) problems.push(unknownPack(binding, pack, packs));
    else added.set(packFile(pack), withoutDeclared(ofPack, parsed));
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

type ReadPack = (pack: PackReference) => ParseResult | undefined;

/** Reads each pack once. */
function packReader(packs: PackLibrary, limits: Limits): ReadPack {
  const known = new Map<string, ParseResult>();
  return (pack) => {
    const text = packs.text(pack.name, pack.version);
    if (text === undefined) return undefined;
    const parsed = known.get(packFile(pack)) ?? parsePack(pack, text, limits);
    known.set(packFile(pack), parsed);
    return parsed;
  };
}

/** Objects that a cluster holds have the policies of their packs among them. */
function withoutDeclared(pack: ParseResult, { objects }: ParseResult): ParseResult {
  const declared = new Set(
    objects.filter(({ object }) => packNamedBy(object)).map(({ object }) => object.metadata.name),
  );
  const missing = pack.objects.filter(({ object }) => !declared.has(object.metadata.name));
  return missing.length === pack.objects.length ? pack : { ...pack, files: [], objects: missing };
}

/** The pack that an object says it came with. */
function packNamedBy({ metadata }: DeclaredObject): PackReference | undefined {
  const labels = metadata['labels'];
  if (typeof labels !== 'object' || labels === null) return undefined;
  const { [PACK_LABEL]: name, [PACK_VERSION_LABEL]: version } = labels as Readonly<Record<string, unknown>>;
  return typeof name === 'string' && typeof version === 'string' ? { name, version } : undefined;
}

/**
 * A policy that says it came with a pack and did not: it would be in force by nobody's word, or in the place of the one
 * that did.
 */
function impostor(parsed: ParsedObject, read: ReadPack): Problem | undefined {
  const { object } = parsed;
  const pack = object.kind === 'PlacementPolicy' ? packNamedBy(object) : undefined;
  if (!pack) return undefined;
  const same = read(pack)?.objects.find((each) => each.object.metadata.name === object.metadata.name)?.object;
  if (same && JSON.stringify(specOf(same)) === JSON.stringify(specOf(object))) return undefined;
  return {
    code: 'schema/wrong-value',
    severity: 'error',
    message: `policy ${object.metadata.name} is labelled as one of pack ${pack.name} ${pack.version}, and is not what came with it`,
    help: `Take the label ${PACK_LABEL} away: it is for policies that a binding brings.`,
    at: {
      kind: 'value',
      file: parsed.file,
      document: parsed.document,
      path: [...parsed.within, 'metadata', 'labels', PACK_LABEL],
      part: 'key',
    },
    object: referenceTo(parsed),
  };
}

const specOf = (object: DeclaredObject): unknown => (object as unknown as PlacementPolicyObject).spec;

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
