import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepareInventory } from '../../core/cases/inventory.ts';
import type { Prepared, TestInventory } from '../../core/cases/inventory.ts';
import { isError } from '../../core/model/finding.ts';
import type { Limits } from '../../core/model/limits.ts';
import type { Sources } from '../../core/parse/index.ts';
import { checkPaths } from '../check/check-paths.ts';
import type { CheckedPaths } from '../check/check-paths.ts';
import { CliError } from '../cli-error.ts';
import type { CliIo } from '../io.ts';
import { packageRoot } from '../package-version.ts';
import { renderFindings, reportFor } from '../report/findings.ts';
import { printable } from '../report/printable.ts';

/** What policies are looked at on: a repository, an example, or nothing at all. */
export interface PolicyGround {
  readonly inventory: TestInventory;
  readonly sources: Sources;
  readonly sourceText: (file: string) => string | undefined;
  /** Steps that policies may take where volumes are placed. */
  readonly steps: number;
}

export interface GroundOptions {
  readonly limit: Limits;
  readonly pretty?: boolean;
  /** An example that came with this installation, in place of a repository. */
  readonly example?: string;
}

/** Where nothing is declared. */
export const NO_GROUND: PolicyGround = {
  inventory: inventoryOf(prepareInventory([])),
  sources: { files: [], objects: [] },
  sourceText: () => undefined,
  steps: 0,
};

/**
 * Reads what there is. What policies say of it, and what is wrong with a policy, does not matter here: this is where
 * people come to find out why. Without a path an empty folder is no mistake: there is nothing then.
 * @throws CliError `usage` where it is not valid otherwise, and `file` where it cannot be read
 */
export async function openGround(paths: readonly string[], options: GroundOptions, io: CliIo): Promise<PolicyGround> {
  const { example } = options;
  if (example !== undefined && paths.length > 0) throw new CliError('usage', '--example stands in place of paths');
  const checked =
    example === undefined
      ? await checkPaths(paths.length > 0 ? paths : ['.'], io, { limits: options.limit })
      : await checkPaths(['.'], { ...io, cwd: folderOf(example) }, { limits: options.limit });
  const isEmpty =
    paths.length === 0 && example === undefined && checked.objects.length === 0 && checked.passedOver === 0;
  if (!isEmpty) refuseBroken(checked, options, io);
  const inventory = inventoryOf(prepareInventory(checked.objects));
  return { inventory, sources: checked.sources, sourceText: checked.sourceText, steps: options.limit.policySteps };
}

function inventoryOf(prepared: Prepared): TestInventory {
  if (prepared.kind === 'broken') throw new CliError('usage', printable(prepared.reason));
  return prepared.inventory;
}

function folderOf(example: string): string {
  const folder = path.join(fileURLToPath(new URL('examples/', packageRoot())), example);
  if (/^[\w-]+$/.test(example) && existsSync(folder)) return folder;
  throw new CliError('usage', `there is no example ${printable(example)}`);
}

/** As validate prints it, but for what policies say. */
function refuseBroken({ findings, sourceText }: CheckedPaths, { pretty }: GroundOptions, io: CliIo): void {
  const broken = findings.filter((finding) => isError(finding) && !isOfPolicies(finding.code));
  if (broken.length === 0) return;
  io.stderr.write(renderFindings(broken, reportFor(io.stderr, { env: io.env, pretty, sourceText })));
  throw new CliError('usage', 'policies cannot be looked at, because the repository is not valid');
}

const isOfPolicies = (code: string): boolean => code.startsWith('policy/');
