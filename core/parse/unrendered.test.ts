import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../model/limits.ts';
import { findUnrendered } from './unrendered.ts';

const CHART = 'apiVersion: v2\nname: storage\nversion: 1.0.0\n';

const found = (files: Readonly<Record<string, string>>) => {
  const sources = Object.entries(files).map(([path, text]) => ({ path, text }));
  const { files: passed, notes } = findUnrendered(sources, DEFAULT_LIMITS);
  return {
    read: sources.map(({ path }) => path).filter((path) => !passed.has(path)),
    notes: notes.map(({ code, at, message }) => `${at.file} ${code} ${message}`),
  };
};

describe('of a repository, what another tool makes objects of', () => {
  it.each<[string, Readonly<Record<string, string>>, readonly string[], readonly string[]]>([
    ['nothing', { 'backend.yaml': 'kind: Backend' }, ['backend.yaml'], []],
    [
      'a Helm chart beside plain files',
      {
        'chart/Chart.yaml': CHART,
        'chart/values.yaml': 'a: 1',
        'chart/values-prod.yml': 'a: 1',
        'chart/templates/class.yaml': '{{ if .Values.a }}',
        'chart/charts/inner/Chart.yaml': CHART,
        'chart/charts/inner/templates/x.yaml': '{{',
        'chart/plain.yaml': 'kind: Backend',
        'templates/ours.yaml': 'kind: Backend',
      },
      ['chart/plain.yaml', 'templates/ours.yaml'],
      ['chart/Chart.yaml source/helm-chart this is a Helm chart: it and 5 files of it are not read'],
    ],
    [
      'a chart that is the whole repository',
      { 'Chart.yaml': CHART, 'templates/a.yaml': '{{' },
      [],
      ['Chart.yaml source/helm-chart this is a Helm chart: it and 1 file of it are not read'],
    ],
    ['a file that is only called so', { 'Chart.yaml': 'kind: Backend' }, ['Chart.yaml'], []],
    [
      'a kustomization with patches',
      {
        'base/kustomization.yaml': 'resources: [backend.yaml]',
        'base/backend.yaml': 'kind: Backend',
        'overlays/north/kustomization.yml':
          'resources: [../../base]\npatches:\n  - path: limits.yaml\n  - patch: "- op: add"\npatchesStrategicMerge:\n  - ../shared/p.yaml\n',
        'overlays/north/limits.yaml': 'kind: Backend',
        'overlays/shared/p.yaml': 'kind: Backend',
      },
      ['base/backend.yaml'],
      [
        'base/kustomization.yaml source/kustomization this is for Kustomize: resources are checked as they lie, and what it changes is not seen',
        'overlays/north/kustomization.yml source/kustomization this is for Kustomize: resources are checked as they lie, and 2 files of its own are not read',
      ],
    ],
    [
      'a kustomization with content of config maps and charts',
      {
        'k/kustomization.yaml':
          'configMapGenerator: [{ name: a, files: [app.yaml, key=conf.yml] }]\nhelmCharts: [{ name: b, valuesFile: v.yaml }]\n',
        'k/app.yaml': 'a: 1',
        'k/conf.yml': 'a: 1',
        'k/v.yaml': 'a: 1',
        'k/other.yaml': 'a: 1',
      },
      ['k/other.yaml'],
      [
        'k/kustomization.yaml source/kustomization this is for Kustomize: resources are checked as they lie, and 3 files of its own are not read',
      ],
    ],
    [
      'patches that are not there, or lead out of the repository',
      { 'kustomization.yaml': 'patches:\n  - path: ../../etc/passwd\n  - path: none.yaml\n', 'a.yaml': '' },
      ['a.yaml'],
      [
        'kustomization.yaml source/kustomization this is for Kustomize: resources are checked as they lie, and what it changes is not seen',
      ],
    ],
    [
      'a kustomization that is no YAML',
      { 'kustomization.yaml': 'patches: [' },
      [],
      [
        'kustomization.yaml source/kustomization this is for Kustomize: resources are checked as they lie, and what it changes is not seen',
      ],
    ],
  ])('%s', (_, files, read, notes) => {
    expect(found(files)).toEqual({ read, notes });
  });
});
