import { isError } from '../../core/model/finding.ts';
import type { Finding } from '../../core/model/finding.ts';
import type { Configuration, DeclaredObject } from '../../core/model/configuration.ts';
import { utcDay } from '../../core/model/day.ts';
import type { Day } from '../../core/model/day.ts';
import type { DriveClass } from '../../core/model/drive-class.ts';
import { DEFAULT_LIMITS } from '../../core/model/limits.ts';
import type { Limits } from '../../core/model/limits.ts';
import { locateFindings, parseFiles, resolve, sortFindings, withPacks } from '../../core/parse/index.ts';
import type { PackLibrary, PlacelessFinding, SourceFile, Sources } from '../../core/parse/index.ts';
import { buildInventoryIndex, cohortsOf } from '../../core/placement/inventory-index.ts';
import type { InventoryIndex } from '../../core/placement/inventory-index.ts';
import { once } from '../../core/policy/lazily.ts';
import { installedPacks } from '../packs/pack-library.ts';
import { classFindings } from './class-findings.ts';
import { judgeTogether } from './earlier-rules.ts';
import type { EarlierRules } from './earlier-rules.ts';
import { goneTests } from './gone-tests.ts';
import { immutableFindings } from './immutable-findings.ts';
import type { JudgedPolicies, PoliciesToCheck } from './policy-findings.ts';

/** What the files of a revision declare, and everything that is wrong with them. */
export interface CheckedFiles {
  readonly objects: readonly DeclaredObject[];
  /** How many objects of other people's kinds lie beside them. */
  readonly passedOver: number;
  /** `undefined` where a finding is an error. */
  readonly configuration: Configuration | undefined;
  readonly findings: readonly Finding[];
  /** The objects and where they stand. */
  readonly sources: Sources;
}

export interface CheckFilesOptions {
  readonly limits?: Limits;
  /** What bindings of packs mean. Left out: the packs of this installation. */
  readonly packs?: PackLibrary;
  /** Decides which exceptions hold: YYYY-MM-DD in UTC. Left out: the day it is. */
  readonly today?: Day;
  /** What the revision before declares, for what may not change. */
  readonly base?: readonly DeclaredObject[] | undefined;
  /** The policies of an earlier revision, which are asked where they are no longer what they were. */
  readonly earlier?: EarlierRules | undefined;
  /** What rules see as `oldObject`; `undefined` where nobody knows what was there before. */
  readonly before?: readonly DeclaredObject[] | undefined;
  /** Told after each file how many are done. */
  readonly progress?: ((files: number) => void) | undefined;
}

/** A check half done: what parsing and resolving say. */
export interface StartedCheck extends PoliciesToCheck {
  readonly parsed: ReturnType<typeof parseFiles>;
  /** Of all declared drives, blank; `undefined` where the configuration is broken. */
  readonly index: () => InventoryIndex | undefined;
  readonly ofReferences: readonly Finding[];
  readonly base: readonly DeclaredObject[];
  readonly earlier: EarlierRules | undefined;
}

/** YAML, schemas and references. */
export function startCheck(
  files: readonly SourceFile[],
  {
    limits = DEFAULT_LIMITS,
    packs = installedPacks(),
    today = utcDay(new Date()),
    base = [],
    before,
    earlier,
    progress,
  }: CheckFilesOptions = {},
): StartedCheck {
  const parsed = withPacks(parseFiles(files, { limits, progress }), packs, limits);
  const { configuration, findings: ofReferences } = resolve(parsed);
  const index = once(() => (configuration ? buildInventoryIndex(configuration) : undefined));
  return {
    ...{ parsed, configuration, ofReferences, base, before, earlier, today, index },
    drives: () => classesOf(index()),
    policies: policiesOf(parsed, configuration),
    objects: parsed.objects.map(({ object }) => object),
    steps: limits.policySteps,
  };
}

/** Policies, what they say of the objects, and what no one object shows. */
export function finishCheck(started: StartedCheck, judge: (policies: PoliciesToCheck) => JudgedPolicies): CheckedFiles {
  const { parsed, configuration, ofReferences, base, objects, index } = started;
  const sources = { files: parsed.files, objects: [...parsed.objects, ...parsed.foreignClasses] };
  const judged = judgeTogether(started, judge, { earlier: started.earlier, sources });
  const located: readonly PlacelessFinding[] = [
    ...judged.findings,
    ...(configuration ? classFindings(configuration, index, judged.constraintsOf) : []),
    ...immutableFindings(base, [...objects, ...parsed.foreignClasses.map(({ object }) => object)]),
  ];
  const { earlier } = started;
  // Of what cannot be read nobody knows whether it is gone.
  const gone = earlier && configuration ? goneTests(sources, earlier.sources, earlier.set.asOf ?? '') : [];
  const ofEarlier = [...judged.ofEarlier, ...(earlier ? locateFindings(earlier.sources, gone) : [])];
  const found = [...parsed.findings, ...ofReferences, ...ofEarlier, ...locateFindings(sources, located)];
  const nothing = objects.length === 0 && !found.some(isError) ? [NOTHING_DECLARED] : [];
  const findings = sortFindings([...nothing, ...found]);
  const passedOver = parsed.passedOver.reduce((sum, { count }) => sum + count, 0);
  const right = findings.some(isError) ? undefined : configuration;
  return { objects, passedOver, configuration: right, findings, sources };
}

/** An empty revision is a mistake: taking everything away at once is nobody's intent. */
const NOTHING_DECLARED: Finding = {
  code: 'source/empty',
  severity: 'error',
  message: 'nothing is declared: no .yaml or .yml file holds an object of Stowage',
  help: 'check the path; "stowage init" writes a repository to start from',
};

const classesOf = (index: InventoryIndex | undefined): readonly DriveClass[] =>
  index ? cohortsOf(index).map(({ drives }) => drives) : [];

/** Policies stand on their own: they are checked although something else is broken. */
function policiesOf(
  parsed: StartedCheck['parsed'],
  configuration: Configuration | undefined,
): Configuration['policies'] {
  if (configuration) return configuration.policies;
  const objects = parsed.objects.filter(({ object }) => object.kind === 'PlacementPolicy');
  return resolve({ ...parsed, objects, findings: [] }).configuration?.policies ?? [];
}
