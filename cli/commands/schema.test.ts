import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import type { ValidateFunction } from 'ajv';
import { loadAll } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { readConfiguration } from '../../core/parse/index.ts';
import { CONFIG_REPOSITORY } from '../init/config-repository.ts';
import { run, temporaryFolder } from '../testing/run.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const KINDS = [
  'Backend',
  'Enclosure',
  'PlacementPolicy',
  'PolicyBinding',
  'PolicyException',
  'PolicyTest',
  'StorageClass',
  'Topology',
  'VolumeAttributesClass',
  'VolumeSnapshotClass',
];

/** Unknown words are errors, but for Kubernetes' formats and the words for people. */
const compile = (schema: string): ValidateFunction =>
  new Ajv({ strict: true, strictRequired: false, strictTypes: false, allowMatchingProperties: true }).compile(
    JSON.parse(schema) as object,
  );

const examples = async (): Promise<readonly (readonly [kind: string, object: unknown])[]> => {
  const folders = ['examples', 'schemas/examples', 'policies'];
  const files = await Promise.all(
    folders.map(async (folder) =>
      (await readdir(path.join(root, folder), { recursive: true }))
        .filter((name) => name.endsWith('.yaml'))
        .map((name) => readFile(path.join(root, folder, name), 'utf8')),
    ),
  );
  const objects = (await Promise.all(files.flat())).flatMap((text) => loadAll(text));
  return objects.map((object) => [(object as { readonly kind: string }).kind, object]);
};

describe('stowage schema', () => {
  it('lists the kinds', async () => {
    const { status, stdout, stderr } = await run(['schema']);
    expect([status, stderr]).toEqual([0, '']);
    expect(
      stdout
        .split('\n')
        .slice(1, -1)
        .map((line) => line.split(' ')[0]),
    ).toEqual(KINDS);
    expect(stdout).toContain('storage.k8s.io/v1,storage.k8s.io/v1beta1');
  });

  it.each(KINDS)('prints JSON Schema of %s that takes every example', async (kind) => {
    const { status, stdout } = await run(['schema', kind.toLowerCase()]);
    expect(status).toBe(0);
    const validate = compile(stdout);
    const own = (await examples()).filter((each) => each[0] === kind);
    expect(own.length).toBeGreaterThan(0);
    for (const [, object] of own) expect([validate(object), validate.errors]).toEqual([true, null]);
  });

  it('tells an editor what people read in the reference', async () => {
    const schema = JSON.parse((await run(['schema', 'Backend'])).stdout) as Record<string, never>;
    expect(schema).toMatchObject({
      $schema: 'http://json-schema.org/draft-07/schema#',
      title: 'Backend',
      additionalProperties: false,
      properties: {
        spec: {
          additionalProperties: false,
          properties: {
            state: { enum: ['normal', 'suspended'], default: 'normal' },
            limits: { properties: { maxVolumeSize: { examples: ['64Ti'] } } },
          },
        },
      },
    });
    expect(JSON.stringify(schema)).not.toContain('"example":');
  });

  it('says which kind was meant', async () => {
    expect(await run(['schema', 'Bakend'])).toEqual({
      status: 2,
      stdout: '',
      stderr: 'error: there is no kind Bakend. Did you mean Backend?\n',
    });
  });

  it('prints definitions for clusters', async () => {
    const one = await run(['schema', 'PolicyTest', '--crd']);
    expect(one.stdout).toBe(await readFile(path.join(root, 'schemas/generated/crds/policytests.yaml'), 'utf8'));
    const all = loadAll((await run(['schema', '--crd'])).stdout) as {
      readonly spec: { readonly names: { readonly kind: string } };
    }[];
    expect(all.map(({ spec }) => spec.names.kind)).toEqual([
      'Backend',
      'Enclosure',
      'PlacementPolicy',
      'PolicyBinding',
      'PolicyException',
      'PolicyTest',
      'Topology',
    ]);
    expect((await run(['schema', 'StorageClass', '--crd'])).stderr).toBe(
      "error: StorageClass is Kubernetes' own kind: only those of stowage.dev have a definition here\n",
    );
  });
});

async function repository(settings?: string): Promise<string> {
  const folder = await temporaryFolder();
  await mkdir(path.join(folder, 'boxes'));
  await mkdir(path.join(folder, 'charts'));
  await writeFile(path.join(folder, 'charts', 'values.yaml'), 'apiVersion: v1\nkind: Pod\n');
  for (const [name, text] of Object.entries(CONFIG_REPOSITORY)) {
    await writeFile(path.join(folder, name === 'enclosures.yaml' ? 'boxes' : '', name), text);
  }
  if (settings === undefined) return folder;
  await mkdir(path.join(folder, '.vscode'));
  await writeFile(path.join(folder, '.vscode', 'settings.json'), settings);
  return folder;
}

const settingsOf = (folder: string): Promise<string> => readFile(path.join(folder, '.vscode', 'settings.json'), 'utf8');

const SCHEMA = './.stowage/schemas/all.json';
const FILES = ['backend.yaml', 'boxes/**/*.yaml', 'boxes/**/*.yml', 'classes.yaml', 'policies.yaml'];

describe('stowage schema --editor', () => {
  it('writes schemas and settings for the files that declare something, and says what else to do', async () => {
    const cwd = await repository();
    const { status, stdout, stderr } = await run(['schema', '--editor'], { cwd });
    expect([status, stderr]).toEqual([0, '']);
    expect(JSON.parse(await settingsOf(cwd))).toEqual({ 'yaml.schemas': { [SCHEMA]: FILES } });
    expect((await readdir(path.join(cwd, '.stowage/schemas'))).sort()).toEqual(
      ['all', ...KINDS.map((kind) => kind.toLowerCase())].map((name) => `${name}.json`).sort(),
    );
    expect(stdout).toContain('wrote .stowage/schemas/all.json\n');
    expect(stdout).toContain('wrote .vscode/settings.json\n');
    expect(stdout).toContain('# yaml-language-server: $schema=.stowage/schemas/all.json\n');
  });

  it('writes the same again, and into a folder that is named', async () => {
    const cwd = await repository();
    expect((await run(['schema', '--editor', cwd], { cwd: '/nowhere' })).status).toBe(0);
    const first = await settingsOf(cwd);
    expect((await run(['schema', '--editor', '.'], { cwd })).stdout).not.toContain('settings.json\n');
    expect(await settingsOf(cwd)).toBe(first);
  });

  it('keeps the settings that are there', async () => {
    const cwd = await repository(
      `{\n    "editor.tabSize": 4,\n    "yaml.schemas": {\n        "other.json": "*.yml",\n        "${SCHEMA}": "mine.yaml"\n    },\n    "files.eol": "\\n"\n}\n`,
    );
    expect((await run(['schema', '--editor'], { cwd })).status).toBe(0);
    const text = await settingsOf(cwd);
    expect(JSON.parse(text)).toEqual({
      'editor.tabSize': 4,
      'yaml.schemas': { 'other.json': '*.yml', [SCHEMA]: ['mine.yaml', ...FILES] },
      'files.eol': '\n',
    });
    expect(text).toContain('\n    "editor.tabSize": 4,\n');
  });

  it.each([
    ['comments', '{\n  // mine\n  "editor.tabSize": 4\n}\n'],
    ['a trailing comma', '{ "editor.tabSize": 4, }'],
    ['a list', '[]'],
    ['something else under the key', '{ "yaml.schemas": [] }'],
  ])('leaves settings with %s alone, and says what to add', async (_, settings) => {
    const cwd = await repository(settings);
    const { status, stderr } = await run(['schema', '--editor'], { cwd });
    expect(status).toBe(1);
    expect(await settingsOf(cwd)).toBe(settings);
    expect(stderr).toMatch(/^\.vscode\/settings\.json .*: it was left as it is\. Add this to it:\n/);
    expect(JSON.parse(stderr.slice(stderr.indexOf('{')))).toEqual({ 'yaml.schemas': { [SCHEMA]: FILES } });
    expect(await readdir(path.join(cwd, '.stowage/schemas'))).toContain('all.json');
  });

  it('does not mix with a kind', async () => {
    const cwd = await repository();
    expect((await run(['schema', 'Backend', '--editor'], { cwd })).status).toBe(2);
    expect(await readdir(cwd)).not.toContain('.stowage');
  });

  it('says where there is no folder', async () => {
    const cwd = await temporaryFolder();
    const { status, stderr } = await run(['schema', '--editor', 'none'], { cwd });
    expect(status).toBe(2);
    expect(stderr).toMatch(/none cannot be read: it does not exist/);
  });
});

describe('the schema for files of any kinds', () => {
  const validator = async (): Promise<ValidateFunction> => {
    const cwd = await repository();
    await run(['schema', '--editor'], { cwd });
    return compile(await readFile(path.join(cwd, '.stowage/schemas/all.json'), 'utf8'));
  };
  const className = { metadata: { name: 'c' }, provisioner: 'csi.stowage.dev' };
  const policy = { apiVersion: 'stowage.dev/v1alpha1', kind: 'PlacementPolicy', metadata: { name: 'p' } };

  it('takes every example and what is not ours', async () => {
    const validate = await validator();
    const foreign = [
      { apiVersion: 'v1', kind: 'Pod', whatever: 1 },
      {
        apiVersion: 'storage.k8s.io/v1',
        kind: 'StorageClass',
        provisioner: 'ebs.csi.aws.com',
        parameters: { type: 'gp3' },
      },
      { replicas: 3 },
    ];
    const objects = [...(await examples()).map(([, object]) => object), ...foreign];
    for (const object of objects) expect([validate(object), validate.errors]).toEqual([true, null]);
    expect(validate({ apiVersion: 'v1', kind: 'List', items: objects })).toBe(true);
  });

  it.each([
    [
      'an unknown field',
      { ...policy, spec: { scope: 'Request', validations: [{ expression: 'true' }], colour: 'red' } },
    ],
    ['an unknown word', { ...policy, spec: { scope: 'Nowhere', validations: [{ expression: 'true' }] } }],
    ['a field that is missing', { ...policy, spec: { validations: [{ expression: 'true' }] } }],
    ['an unknown kind', { ...policy, kind: 'PlacementPolicies' }],
    [
      'an unknown version',
      { ...policy, apiVersion: 'stowage.dev/v2', spec: { scope: 'Drive', validations: [{ expression: 'true' }] } },
    ],
    [
      'a class with an unknown parameter',
      { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', ...className, parameters: { typ: 'hdd' } },
    ],
    [
      'a class with a number for a string',
      { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', ...className, parameters: { rpm: 7200 } },
    ],
  ])('refuses %s, alone and in a List, as validation does', async (_, object) => {
    const validate = await validator();
    expect(validate(object)).toBe(false);
    expect(validate({ apiVersion: 'v1', kind: 'List', items: [object] })).toBe(false);
    const { findings } = readConfiguration([{ path: 'f.yaml', text: JSON.stringify(object) }]);
    expect(findings.some(({ severity }) => severity === 'error')).toBe(true);
  });
});
