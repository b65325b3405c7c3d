import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ENCLOSURE_LEVEL, STORAGE_GROUP_LEVEL } from '../model/ids.ts';
import { readConfiguration } from '../parse/index.ts';
import { compilePolicies } from './index.ts';
import { PACKS, PACK_LIBRARY, PACK_VERSIONS, packFile } from './testing/packs.ts';

const published = JSON.parse(packFile('versions.json')) as Readonly<Record<string, Readonly<Record<string, string>>>>;

const sumOf = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('a version of a pack that is published', () => {
  it.each(PACK_VERSIONS)('%s %s never changes', (name, version) => {
    const sum = sumOf(packFile(name, version, 'policies.yaml'));
    const known = published[name]?.[version];
    const path = `policies/${name}/${version}/policies.yaml`;
    const advice =
      known === undefined
        ? `${path} is new: write "${version}": "${sum}" for ${name} into policies/versions.json`
        : `${path} is published, and repositories that bind it rely on it: take the change back, and make it in a new version, a folder beside this one`;
    expect(sum, advice).toBe(known);
  });

  it('is never taken away', () => {
    const known = Object.entries(published).flatMap(([name, sums]) =>
      Object.keys(sums).map((version) => [name, version]),
    );
    expect(known.sort()).toEqual(PACK_VERSIONS.map((each) => [...each]).sort());
  });
});

const TOPOLOGY = `apiVersion: stowage.dev/v1alpha1
kind: Topology
metadata: { name: here }
spec:
  levels: [hall, rack]
  domains: [{ name: hall-1, level: hall }, { name: rack-7, level: rack, parent: hall-1 }]
`;

const pages = [...PACKS.map((name) => `${name}/README.md`), 'README.md'];

const bindingsIn = (page: string): readonly string[] =>
  [...packFile(page).matchAll(/```yaml\n([^]*?)```/g)].map(([, yaml = '']) => yaml);

describe('the page', () => {
  it.each(pages)('%s binds what there is', (page) => {
    const bindings = bindingsIn(page);
    expect(bindings.length).toBeGreaterThan(0);
    for (const text of bindings) {
      const files = [
        { path: 'topology.yaml', text: TOPOLOGY },
        { path: 'binding.yaml', text },
      ];
      const { configuration, findings } = readConfiguration(files, PACK_LIBRARY);
      expect(findings).toEqual([]);
      const policies = configuration?.policies ?? [];
      expect(policies.length).toBeGreaterThan(0);
      const levels = ['hall', 'rack', STORAGE_GROUP_LEVEL, ENCLOSURE_LEVEL];
      expect(compilePolicies(policies, { levels }).problems).toEqual([]);
    }
  });

  it.each(PACKS)('%s says how its rules are asked, and what it does not do', (name) => {
    expect(packFile(name, 'README.md')).toMatch(/\n## How its rules are asked\n\n\S[^]*\n## What it does not do\n\n\S/);
  });
});
