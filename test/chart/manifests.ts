import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { load, loadAll } from 'js-yaml';

export const ROOT = path.join(import.meta.dirname, '../..');
const FOLDER = path.join(ROOT, 'deploy/manifests');

type Labels = Readonly<Record<string, string>>;

export interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Labels };
  readonly [field: string]: unknown;
}

interface Port {
  readonly name: string;
  readonly containerPort: number;
}

interface Probe {
  readonly httpGet: { readonly port: string | number; readonly host?: string };
}

export interface Container {
  readonly name: string;
  readonly image: string;
  readonly args: readonly string[];
  readonly ports?: readonly Port[];
  readonly env?: readonly { readonly name: string }[];
  readonly resources: {
    readonly requests: Readonly<Record<string, string>>;
    readonly limits: Readonly<Record<string, string>>;
  };
  readonly securityContext: Readonly<Record<string, unknown>>;
  readonly volumeMounts: readonly {
    readonly name: string;
    readonly mountPath: string;
    readonly mountPropagation?: string;
  }[];
  readonly startupProbe?: Probe;
  readonly livenessProbe?: Probe;
  readonly readinessProbe?: Probe;
}

interface Workload extends Manifest {
  readonly spec: {
    readonly selector: { readonly matchLabels: Labels };
    readonly template: {
      readonly metadata: { readonly labels: Labels };
      readonly spec: {
        readonly serviceAccountName: string;
        readonly automountServiceAccountToken: boolean;
        readonly priorityClassName: string;
        readonly hostNetwork?: boolean;
        readonly securityContext?: Readonly<Record<string, unknown>>;
        readonly containers: readonly Container[];
        readonly volumes: readonly { readonly name: string; readonly hostPath?: { readonly path: string } }[];
      };
    };
    readonly volumeClaimTemplates?: readonly Manifest[];
  };
}

export interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

export interface Role extends Manifest {
  readonly rules: readonly Rule[];
}

interface Binding extends Manifest {
  readonly roleRef: { readonly kind: string; readonly name: string };
  readonly subjects: readonly { readonly kind: string; readonly name: string; readonly namespace: string }[];
}

export const kustomization = load(readFileSync(path.join(FOLDER, 'kustomization.yaml'), 'utf8')) as {
  readonly resources: readonly string[];
};

export const rendered: readonly string[] = readdirSync(FOLDER).filter(
  (name) => name.endsWith('.yaml') && !['kustomization.yaml', 'values.yaml'].includes(name),
);

const objects = rendered.flatMap(
  (name) => loadAll(readFileSync(path.join(FOLDER, name), 'utf8')) as readonly Manifest[],
);

const ofKind = (...kinds: readonly string[]): readonly Manifest[] => objects.filter(({ kind }) => kinds.includes(kind));

/** @throws Error where there is none, or more than one */
export function only(kind: string, name: string): Manifest {
  const [found, ...more] = ofKind(kind).filter(({ metadata }) => metadata.name === name);
  if (!found || more.length > 0) throw new Error(`${String(more.length + (found ? 1 : 0))} of ${kind} ${name}`);
  return found;
}

export const workloads = ofKind('StatefulSet', 'DaemonSet') as readonly Workload[];
export const roles = ofKind('ClusterRole', 'Role') as readonly Role[];
export const bindings = ofKind('ClusterRoleBinding', 'RoleBinding') as readonly Binding[];

/** Each container, beside the name of what it belongs to. */
export const containers = workloads.flatMap(({ metadata, spec }) =>
  spec.template.spec.containers.map((container) => ({ of: metadata.name, pod: spec.template.spec, container })),
);

/** GROUP/RESOURCE VERB of each thing that rules allow, sorted. */
export const allowedBy = (rules: readonly Rule[]): readonly string[] =>
  rules
    .flatMap(({ apiGroups, resources, verbs }) =>
      apiGroups.flatMap((group) =>
        resources.flatMap((resource) => verbs.map((verb) => `${group}/${resource} ${verb}`)),
      ),
    )
    .sort();
