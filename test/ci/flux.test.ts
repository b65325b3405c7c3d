import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Environment } from '@marcbachmann/cel-js';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { objectsIn, ROOT, textOf } from './sandbox.ts';

interface HealthCheck {
  readonly apiVersion: string;
  readonly kind: string;
  readonly inProgress: string;
  readonly failed: string;
  readonly current: string;
}

interface FluxObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: {
    readonly path: string;
    readonly prune: boolean;
    readonly wait: boolean;
    readonly sourceRef: { readonly kind: string; readonly name: string };
    readonly dependsOn?: readonly { readonly name: string }[];
    readonly healthCheckExprs?: readonly HealthCheck[];
  };
}

const CRDS = path.join(ROOT, 'schemas/generated/crds');
const sources = objectsIn(textOf('flux/source.yaml')) as readonly FluxObject[];
const kustomizations = objectsIn(textOf('flux/sync.yaml')) as readonly FluxObject[];
const [crds, declared] = kustomizations as readonly [FluxObject, FluxObject];
const checks = declared.spec.healthCheckExprs ?? [];

describe('the Flux example', () => {
  it('has the kinds that Flux knows, in one namespace', () => {
    const kinds = [...sources, ...kustomizations].map(({ apiVersion, kind }) => `${apiVersion} ${kind}`);
    expect([...new Set(kinds)]).toEqual([
      'source.toolkit.fluxcd.io/v1 GitRepository',
      'kustomize.toolkit.fluxcd.io/v1 Kustomization',
    ]);
    expect([...sources, ...kustomizations].every(({ metadata }) => metadata.namespace === 'flux-system')).toBe(true);
  });

  it('reads sources that are there, CRDs first, and deletes nothing', () => {
    expect(kustomizations.map(({ spec }) => spec.sourceRef.name)).toEqual(sources.map(({ metadata }) => metadata.name));
    expect(declared.spec.dependsOn).toEqual([{ name: crds.metadata.name }]);
    expect(existsSync(path.join(ROOT, crds.spec.path))).toBe(true);
    expect(path.join(ROOT, crds.spec.path)).toBe(CRDS);
    expect(kustomizations.map(({ spec }) => [spec.prune, spec.wait])).toEqual([
      [false, true],
      [false, true],
    ]);
  });

  it('asks each kind that has a CRD for its conditions', () => {
    const kinds = readdirSync(CRDS).map((file) => {
      const crd = load(readFileSync(path.join(CRDS, file), 'utf8')) as {
        spec: { group: string; names: { kind: string }; versions: readonly { name: string }[] };
      };
      return `${crd.spec.group}/${crd.spec.versions[0]?.name ?? ''} ${crd.spec.names.kind}`;
    });
    expect(checks.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`).sort()).toEqual(kinds.sort());
  });
});

/** As Flux evaluates: in progress, then failed, then current. */
function healthOf(check: HealthCheck, status: object): string {
  const cel = new Environment({ unlistedVariablesAreDyn: true });
  const object = { metadata: { generation: 2n }, status };
  const verdicts = ['inProgress', 'failed', 'current'] as const;
  return verdicts.find((verdict) => cel.evaluate(check[verdict], object) === true) ?? 'inProgress';
}

const condition = (type: string, status: string): object => ({ type, status });

describe.each(checks)('health of $kind', (check) => {
  it.each([
    ['current', 2n, [condition('Ready', 'True')]],
    ['inProgress', 1n, [condition('Ready', 'True')]],
    ['inProgress', 2n, [condition('Ready', 'False'), condition('Reconciling', 'True')]],
    ['inProgress', 2n, []],
    ['failed', 2n, [condition('Ready', 'False'), condition('Stalled', 'True')]],
  ] as const)('%s: generation %s, %j', (expected, observedGeneration, conditions) => {
    expect(healthOf(check, { observedGeneration, conditions })).toBe(expected);
  });
});
