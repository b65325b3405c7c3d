import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepareInventory, withRules } from '../../core/cases/inventory.ts';
import type { Prepared } from '../../core/cases/inventory.ts';
import type { TestGround } from '../../core/cases/run-policy-test.ts';
import type { RunOptions } from '../../core/cases/test-rules.ts';
import type { DeclaredObject } from '../../core/model/configuration.ts';
import { isError } from '../../core/model/finding.ts';
import type { Limits } from '../../core/model/limits.ts';
import { parseFiles, withPacks } from '../../core/parse/index.ts';
import type { PolicyTestObject } from '../../schemas/generated/types.ts';
import { packageRoot } from '../package-version.ts';
import { installedPacks } from '../packs/pack-library.ts';
import { readPath } from '../check/read-path.ts';
import type { RanTest } from './test-run.ts';

/** The repository that tests lie in. It is right. */
export interface TestedRepository {
  readonly objects: readonly DeclaredObject[];
  readonly limits: Limits;
  readonly run: RunOptions;
}

export type Ground =
  | { readonly kind: 'ready'; readonly on: RanTest['inventory']; readonly ground: TestGround }
  | { readonly kind: 'broken'; readonly on: RanTest['inventory']; readonly reason: string };

/** Finds on what a test runs. What several tests run on is read once. */
export function groundFinder(repository: TestedRepository): (test: PolicyTestObject) => Promise<Ground> {
  const { objects, run } = repository;
  const examples = new Map<string, Promise<Prepared>>();
  let own: Prepared | undefined;
  const ownClasses = (): TestGround['classes'] => {
    own ??= prepareInventory(objects);
    return own.kind === 'ready' ? own.inventory.configuration.classes : [];
  };
  const ground = (on: RanTest['inventory'], prepared: Prepared, classes: TestGround['classes']): Ground =>
    prepared.kind === 'broken'
      ? { kind: 'broken', on, reason: prepared.reason }
      : { kind: 'ready', on, ground: { inventory: prepared.inventory, classes, ...run } };

  return async ({ spec }) => {
    const { example, objects: inline } = spec.inventory ?? {};
    if (example !== undefined) {
      const loading = examples.get(example) ?? loadExample(example, repository);
      examples.set(example, loading);
      return ground(`example ${example}`, await loading, ownClasses());
    }
    if (inline) {
      // They were held to their schemas when the test was checked.
      const declared = inline as readonly DeclaredObject[];
      const names = new Set(
        declared.filter(({ kind }) => kind === 'StorageClass').map(({ metadata }) => metadata.name),
      );
      const prepared = prepareInventory(withRules(declared, objects, 'inventory'));
      const others = ownClasses().filter(({ name }) => !names.has(name));
      return ground('objects', prepared, others);
    }
    own ??= prepareInventory(objects);
    return ground('repository', own, []);
  };
}

/** An example that came with the installation, with the repository's own policies on it. */
async function loadExample(name: string, { objects, limits }: TestedRepository): Promise<Prepared> {
  const examples = fileURLToPath(new URL('examples/', packageRoot()));
  const folder = path.join(examples, name);
  if (!existsSync(folder)) {
    const there = existsSync(examples) ? readdirSync(examples).join(', ') : 'none';
    return { kind: 'broken', reason: `there is no example ${name}; there is ${there}` };
  }
  const { files, findings } = await readPath('.', folder, limits);
  const parsed = withPacks(parseFiles(files, { limits }), installedPacks(), limits);
  const declared = parsed.objects.map(({ object }) => object);
  const error = [...findings, ...parsed.findings].find(isError);
  if (files.length === 0) return { kind: 'broken', reason: `example ${name} holds no YAML: it has to be made first` };
  if (error) return { kind: 'broken', reason: `example ${name} cannot be read: ${error.message}` };
  return prepareInventory(withRules(declared, objects, 'repository'));
}
