import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { load, loadAll } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { statusOf } from '../../controller/cluster/status/conditions.ts';
import type { Standing } from '../../controller/cluster/status/conditions.ts';
import { HEALTH_STATES, objectInState } from '../../tools/generators/health-states.mjs';
import { argoHealth } from './argo-health.ts';
import type { ArgoHealth } from './argo-health.ts';
import { fluxHealth } from './flux-health.ts';
import type { FluxHealth, HealthCheck } from './flux-health.ts';
import { kstatusOf } from './kstatus.ts';
import type { Kstatus } from './kstatus.ts';

const DEPLOY = path.join(import.meta.dirname, '../../deploy');
const ARGO = path.join(DEPLOY, 'argocd/resource_customizations/stowage.dev');
const textOf = (file: string): string => readFileSync(path.join(DEPLOY, file), 'utf8');

const kinds = readdirSync(ARGO).sort();
const lua = textOf('argocd/health.lua');

const flux = (
  loadAll(textOf('ci/flux/sync.yaml')) as readonly { spec: { healthCheckExprs?: readonly HealthCheck[] } }[]
).flatMap(({ spec }) => spec.healthCheckExprs ?? []);

/** Each state of an object by what kubectl and Helm, Argo CD, and Flux take it for. */
const TABLE: Readonly<Record<string, readonly [Kstatus, ArgoHealth['status'], FluxHealth]>> = {
  'no-status': ['Current', 'Progressing', 'Unknown'],
  'no-conditions': ['Current', 'Progressing', 'InProgress'],
  'no-observed-generation': ['Current', 'Progressing', 'InProgress'],
  'changed-since-observed': ['InProgress', 'Progressing', 'InProgress'],
  'changed-since-stalled': ['InProgress', 'Progressing', 'InProgress'],
  reconciling: ['InProgress', 'Progressing', 'InProgress'],
  'reconciling-while-ready': ['InProgress', 'Progressing', 'InProgress'],
  stalled: ['Failed', 'Degraded', 'Failed'],
  'no-longer-stalled': ['Current', 'Healthy', 'Current'],
  ready: ['Current', 'Healthy', 'Current'],
  waiting: ['InProgress', 'Progressing', 'InProgress'],
  'deleted-while-ready': ['Terminating', 'Progressing', 'InProgress'],
  'deleted-while-stalled': ['Terminating', 'Progressing', 'InProgress'],
  suspended: ['Current', 'Suspended', 'Current'],
  'suspended-and-stalled': ['Failed', 'Degraded', 'Failed'],
  'suspended-not-observed': ['InProgress', 'Progressing', 'InProgress'],
};

/** kstatus takes them for finished. The controller leaves no object so: its first write of a status has all of it. */
const NOT_WRITTEN = ['no-status', 'no-conditions', 'no-observed-generation'];

const MEANING: Readonly<Record<string, 'wait' | 'done' | 'failed'>> = {
  InProgress: 'wait',
  Terminating: 'wait',
  Unknown: 'wait',
  Progressing: 'wait',
  Current: 'done',
  Healthy: 'done',
  Suspended: 'done',
  Failed: 'failed',
  Degraded: 'failed',
};

describe('the table of states', () => {
  it('has each state once', () => {
    expect(HEALTH_STATES.map(({ name }) => name)).toEqual(Object.keys(TABLE));
  });

  it('has all three agree, but where the controller wrote nothing yet', () => {
    const apart = Object.entries(TABLE).filter(([, told]) => new Set(told.map((word) => MEANING[word])).size > 1);
    expect(apart.map(([name]) => name)).toEqual(NOT_WRITTEN);
  });
});

describe.each(kinds)('a %s', (kind) => {
  const states = HEALTH_STATES.filter((state) => state.kinds?.includes(kind) ?? true);
  const check = flux.find((each) => each.kind === kind)!;

  it.each(states.map((state) => ({ name: state.name, state })))('that is $name is told alike', ({ name, state }) => {
    const object = objectInState(kind, state);
    const [kstatus, argo, fluxSays] = TABLE[name]!;
    expect(kstatusOf(object)).toBe(kstatus);
    expect(argoHealth(lua, object)).toEqual({ status: argo, message: state.argo.message });
    expect(state.argo.status).toBe(argo);
    expect(fluxHealth(check, object)).toBe(fluxSays);
  });
});

const conditionOf = (type: string) =>
  fc.constantFrom('True', 'False', 'Unknown').map((status) => ({ type, status, reason: 'Drawn', message: 'drawn' }));

const STEPS = ['Reconciling', 'Stalled'];

/** Each order of conditions; Reconciling and Stalled are never both true. */
const drawnStatus = fc
  .tuple(
    conditionOf('Ready'),
    ...['Reconciling', 'Stalled', 'DriverKnows'].map((type) => fc.option(conditionOf(type), { nil: undefined })),
  )
  .map((drawn) => drawn.filter((each) => each !== undefined))
  .filter((drawn) => drawn.filter(({ type, status }) => STEPS.includes(type) && status === 'True').length < 2)
  .chain((conditions) => fc.shuffledSubarray(conditions, { minLength: conditions.length }))
  .chain((conditions) =>
    fc.integer({ min: 1, max: 2 }).map((observedGeneration) => ({ observedGeneration, conditions })),
  );

it('is told alike of every status that the controller may write', () => {
  const check = flux.find(({ kind }) => kind === 'Backend')!;
  fc.assert(
    fc.property(drawnStatus, fc.boolean(), fc.constantFrom('normal', 'suspended'), (status, deleted, state) => {
      const metadata = deleted ? { deletionTimestamp: '2026-11-28T08:00:00Z' } : {};
      const argo = { status: '', message: '' };
      const object = objectInState('Backend', { name: 'drawn', argo, metadata, spec: { state }, status });
      const told = [kstatusOf(object), argoHealth(lua, object).status, fluxHealth(check, object)];
      expect(new Set(told.map((word) => MEANING[word])).size).toBe(1);
    }),
  );
});

describe('what the controller writes', () => {
  const standings: Readonly<Record<Standing['kind'], readonly [Standing, string]>> = {
    active: [{ kind: 'active' }, 'done'],
    pending: [{ kind: 'pending', message: 'revision 8 is being checked' }, 'wait'],
    refused: [{ kind: 'refused', message: 'spec.drives[3].id is declared twice' }, 'failed'],
  };

  it.each(
    kinds.flatMap((kind) => Object.values(standings).map(([standing, meaning]) => ({ kind, standing, meaning }))),
  )('is told alike: a $kind that is $standing.kind', ({ kind, standing, meaning }) => {
    const check = flux.find((each) => each.kind === kind)!;
    const live = { apiVersion: check.apiVersion, kind, metadata: { name: 'main', generation: 3 } };
    const object = { ...live, status: statusOf(standing, live, new Date('2026-11-28T08:00:00Z')) };
    const told = [kstatusOf(object), argoHealth(lua, object).status, fluxHealth(check, object)];
    expect(told.map((word) => MEANING[word])).toEqual([meaning, meaning, meaning]);
  });
});

describe('the cases for Argo CD', () => {
  it.each(kinds)('of %s come out as they say, each file of them', (kind) => {
    const folder = path.join(ARGO, kind);
    const script = readFileSync(path.join(folder, 'health.lua'), 'utf8');
    const { tests } = load(readFileSync(path.join(folder, 'health_test.yaml'), 'utf8')) as {
      readonly tests: readonly { readonly inputPath: string; readonly healthStatus: ArgoHealth }[];
    };
    for (const { inputPath, healthStatus } of tests) {
      const object = load(readFileSync(path.join(folder, inputPath), 'utf8'));
      expect(object).toMatchObject({ kind });
      expect(argoHealth(script, object)).toEqual(healthStatus);
    }
    const files = readdirSync(path.join(folder, 'testdata')).map((name) => `testdata/${name}`);
    expect(tests.map(({ inputPath }) => inputPath).sort()).toEqual(files.sort());
  });

  it('are of every kind that has a CRD, and so is what goes into argocd-cm', () => {
    const crds = readdirSync(path.join(DEPLOY, '../schemas/generated/crds'));
    expect(crds).toHaveLength(kinds.length);
    const { data } = load(textOf('argocd/argocd-cm.yaml')) as { data: Readonly<Record<string, string>> };
    expect(data).toEqual(
      Object.fromEntries(kinds.map((kind) => [`resource.customizations.health.stowage.dev_${kind}`, lua])),
    );
    for (const kind of kinds) expect(existsSync(path.join(DEPLOY, `../schemas/${kind.toLowerCase()}.json`))).toBe(true);
  });
});
