import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { configRepositories, objectsIn, replaceIn, run, sandbox, textOf, yamlOf } from './sandbox.ts';
import type { Ran } from './sandbox.ts';

interface Command {
  readonly command: readonly [string, ...string[]];
  readonly args?: readonly string[];
}

const plugin = yamlOf('argocd/plugin.yaml') as {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly version: string;
    readonly discover: { readonly find: Command };
    readonly generate: Command;
  };
};

const configRepository = configRepositories();

let [folder, application] = ['', ''];

beforeEach(() => {
  folder = sandbox();
  application = path.join(folder, 'repository/storage');
  configRepository(application);
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** As argocd-cmp-server does: command and arguments without a shell, in the folder of the Application. */
const runCommand = ({ command, args = [] }: Command): Ran =>
  run([...command, ...args], application, {
    ARGOCD_APP_NAME: 'storage',
    ARGOCD_APP_NAMESPACE: 'default',
    ARGOCD_APP_REVISION: '0123456789abcdef0123456789abcdef01234567',
    ARGOCD_APP_SOURCE_PATH: 'storage',
    ARGOCD_APP_SOURCE_TARGET_REVISION: 'main',
    KUBE_VERSION: '1.34.0',
  });

const put = (file: string, text: string): void => {
  mkdirSync(path.dirname(path.join(application, file)), { recursive: true });
  writeFileSync(path.join(application, file), text);
};

const configMap = (name: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\ndata:\n  text: |+\n    '---' "$HOME" $(x) \\n\n\n`;

/** By name, as Argo CD does not care for their order. */
const sorted = (objects: readonly unknown[]): readonly string[] => objects.map((each) => JSON.stringify(each)).sort();

const declared = (): readonly string[] =>
  sorted(
    readdirSync(application, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.ya?ml$/.test(file) && !file.split('/').some((part) => part.startsWith('.')))
      .flatMap((file) => objectsIn(readFileSync(path.join(application, file), 'utf8'))),
  );

describe('generate', () => {
  it('prints what is declared, and nothing else, with the findings apart', () => {
    const { status, stdout, stderr } = runCommand(plugin.spec.generate);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '6 objects in 3 files: 0 errors, 0 warnings\n' });
    expect(declared()).toHaveLength(6);
    expect(sorted(objectsIn(stdout))).toEqual(declared());
    expect(runCommand(plugin.spec.generate).stdout).toBe(stdout);
  });

  it('prints every manifest as it is: in folders, of any name, of other kinds, without a last line feed', () => {
    put('apps/one two.yml', configMap('spaces'));
    put('apps/$(touch pwned).yaml', configMap('dollar'));
    put('apps/line\nfeed.yaml', `---\n${configMap('line-feed')}---\n${configMap('second')}`);
    put('apps/last.yaml', configMap('last').trimEnd());
    put('README.md', 'kind: not a manifest\n');
    put('.github/workflows/check.yaml', 'on: push\n');
    put('.pre-commit-config.yaml', 'repos: []\n');
    const { status, stdout } = runCommand(plugin.spec.generate);
    expect(status).toBe(0);
    expect(declared()).toHaveLength(11);
    expect(sorted(objectsIn(stdout))).toEqual(declared());
  });

  it('prints nothing of a repository that is broken, and says why', () => {
    const line = replaceIn(path.join(application, 'classes.yaml'), 'type: hdd', 'type: hd');
    const { status, stdout, stderr } = runCommand(plugin.spec.generate);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(`classes.yaml:${String(line)}:9: error schema/wrong-value`);
  });

  it.each([
    ['a kustomization', 'kustomization.yaml', 'resources: [classes.yaml]\n'],
    ['a chart', 'chart/Chart.yaml', 'apiVersion: v2\nname: storage\nversion: 1.0.0\n'],
  ])('refuses what is no manifest before it is rendered: %s', (_, file, text) => {
    put(file, text);
    const { status, stdout, stderr } = runCommand(plugin.spec.generate);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(`storage: these need Helm or Kustomize first: ./${file}`);
  });

  it('refuses a folder that declares nothing: printing nothing would delete all there is', () => {
    for (const file of readdirSync(application)) rmSync(path.join(application, file), { recursive: true });
    expect(runCommand(plugin.spec.generate)).toMatchObject({ status: 1, stdout: '' });
    put('comments.yaml', '# kind: none\n');
    expect(runCommand(plugin.spec.generate)).toMatchObject({ status: 1, stdout: '' });
  });

  it('follows no link out of the folder', () => {
    writeFileSync(path.join(folder, 'outside.yaml'), configMap('outside'));
    symlinkSync(path.join(folder, 'outside.yaml'), path.join(application, 'link.yaml'));
    expect(runCommand(plugin.spec.generate).stdout).not.toContain('outside');
  });
});

describe('discover', () => {
  it('finds a folder that declares something for Stowage, and no other', () => {
    const found = runCommand(plugin.spec.discover.find);
    expect(found.status).toBe(0);
    expect(found.stdout).toMatch(/\.yaml\n$/);
    for (const file of ['backend.yaml', 'enclosure.yaml']) rmSync(path.join(application, file));
    put('notes.yaml', '# apiVersion: stowage.dev/v1alpha1\n');
    expect(runCommand(plugin.spec.discover.find)).toEqual({ status: 0, stdout: '', stderr: '' });
  });
});

interface Sidecar {
  readonly command: readonly string[];
  readonly securityContext: Readonly<Record<string, unknown>>;
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
}

describe('the files of the sidecar', () => {
  const patch = yamlOf('argocd/repo-server-patch.yaml') as {
    readonly spec: {
      readonly template: {
        readonly spec: {
          readonly containers: readonly Sidecar[];
          readonly volumes: readonly { readonly name: string; readonly configMap?: { readonly name: string } }[];
        };
      };
    };
  };
  const { containers, volumes } = patch.spec.template.spec;

  it('are what Argo CD looks for', () => {
    expect(plugin).toMatchObject({ apiVersion: 'argoproj.io/v1alpha1', kind: 'ConfigManagementPlugin' });
    expect(containers[0]?.command).toEqual(['/var/run/argocd/argocd-cmp-server']);
    const mounted = new Map(containers[0]?.volumeMounts.map(({ mountPath, name }) => [mountPath, name]));
    expect(mounted.get('/home/argocd/cmp-server/config/plugin.yaml')).toBe('stowage-plugin');
    // Argo CD's own volumes, and those that the patch brings.
    const known = ['var-files', 'plugins', ...volumes.map(({ name }) => name)];
    expect([...mounted.values()].filter((name) => !known.includes(name))).toEqual([]);
  });

  it('run without rights, as the user that owns the socket', () => {
    expect(containers[0]?.securityContext).toEqual({
      runAsNonRoot: true,
      runAsUser: 999,
      readOnlyRootFilesystem: true,
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      seccompProfile: { type: 'RuntimeDefault' },
    });
  });

  it('name each other', () => {
    const component = yamlOf('argocd/kustomization.yaml') as {
      readonly configMapGenerator: readonly { readonly name: string; readonly files: readonly string[] }[];
      readonly patches: readonly { readonly path: string }[];
    };
    const [{ name, files } = { name: '', files: [] }] = component.configMapGenerator;
    expect(volumes.find((volume) => volume.name === 'stowage-plugin')?.configMap?.name).toBe(name);
    for (const file of [...files, ...component.patches.map((each) => each.path)])
      expect(textOf(`argocd/${file}`)).not.toBe('');
    const named = (yamlOf('argocd/application.yaml') as { spec: { source: { plugin: { name: string } } } }).spec.source;
    expect(named.plugin.name).toBe(`${plugin.metadata.name}-${plugin.spec.version}`);
  });
});
