import { readFileSync } from 'node:fs';
import path from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { buildProgram } from '../../cli/program/program.ts';
import { CONTROLLER_ACCESS, SECRET_ACCESS } from '../../controller/cluster/api/access.ts';
import type { Access } from '../../controller/cluster/api/access.ts';
import { CSI_DRIVER_OBJECT } from '../../controller/cluster/target/csi-driver-object.ts';
import { DRIVER_NAME } from '../../core/model/class.ts';
import { allowedBy, bindings, containers, kustomization, only, rendered, roles, ROOT, workloads } from './manifests.ts';
import type { Container, Manifest, Role, Rule } from './manifests.ts';

const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { readonly version: string };

const each = containers.map(({ of, container, pod }) => ({ who: `${of}/${container.name}`, of, container, pod }));
const PRIVILEGED = ['stowage-node/stowage'];

describe('the manifests', () => {
  it('are all in the kustomization', () => {
    expect([...kustomization.resources].sort()).toEqual([...rendered].sort());
  });

  it('are of one version, that of the package', () => {
    const chart = load(readFileSync(path.join(ROOT, 'deploy/helm/stowage/Chart.yaml'), 'utf8'));
    expect(chart).toMatchObject({ version, appVersion: version });
    const images = each.map(({ container }) => container.image).filter((image) => image.includes('/stowage'));
    expect(new Set(images)).toEqual(
      new Set([`registry.example.org/stowage:${version}`, `registry.example.org/stowage-host:${version}`]),
    );
  });

  it('say of the driver what the code says', () => {
    expect(only('CSIDriver', DRIVER_NAME)).toMatchObject(CSI_DRIVER_OBJECT);
    const registrar = each.find(({ who }) => who === 'stowage-node/node-driver-registrar');
    expect(registrar?.container.args).toContain(
      `--kubelet-registration-path=/var/lib/kubelet/plugins/${DRIVER_NAME}/csi.sock`,
    );
  });
});

describe.each(each)('$who', ({ who, container, pod }) => {
  it('is of an exact version', () => {
    expect(container.image).toMatch(/^[a-z0-9.-]+(\/[a-z0-9-]+)+:v?\d+\.\d+\.\d+$/);
  });

  it('says what it needs, and may not take all memory', () => {
    expect(Object.keys(container.resources.requests).sort()).toEqual(['cpu', 'memory']);
    expect(Object.keys(container.resources.limits)).toEqual(['memory']);
  });

  it('has no more rights than it needs', () => {
    expect(container.securityContext['readOnlyRootFilesystem']).toBe(true);
    if (PRIVILEGED.includes(who)) expect(container.securityContext['privileged']).toBe(true);
    else {
      expect(container.securityContext).toMatchObject({
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
        seccompProfile: { type: 'RuntimeDefault' },
      });
      expect(container.securityContext).not.toHaveProperty('privileged');
    }
    const root = { ...pod.securityContext, ...container.securityContext }['runAsNonRoot'] !== true;
    expect(root).toBe(who.startsWith('stowage-node/'));
  });

  it('mounts volumes that there are, each at a place of its own', () => {
    const claims = workloads
      .flatMap(({ spec }) => spec.volumeClaimTemplates ?? [])
      .map(({ metadata }) => metadata.name);
    const known = new Set([...pod.volumes.map(({ name }) => name), ...claims]);
    expect(container.volumeMounts.filter(({ name }) => !known.has(name))).toEqual([]);
    const places = container.volumeMounts.map(({ mountPath }) => mountPath);
    expect(new Set(places).size).toBe(places.length);
  });
});

describe('pods', () => {
  it.each(workloads.map((workload) => ({ name: workload.metadata.name, workload })))(
    '$name is found by its selector, ranks high, and has no volume that nobody mounts',
    ({ workload: { spec, metadata } }) => {
      const { template, selector } = spec;
      expect(template.metadata.labels).toMatchObject(selector.matchLabels);
      expect(template.spec.priorityClassName).toMatch(/^system-(cluster|node)-critical$/);
      const mounted = template.spec.containers.flatMap(({ volumeMounts }) => volumeMounts.map(({ name }) => name));
      expect(template.spec.volumes.map(({ name }) => name).filter((name) => !mounted.includes(name))).toEqual([]);
      // A token is in the pods alone that ask something of the API server.
      expect(template.spec.automountServiceAccountToken).toBe(metadata.name === 'stowage-controller');
      expect(only('ServiceAccount', template.spec.serviceAccountName)).toMatchObject({
        automountServiceAccountToken: false,
      });
    },
  );

  it('reach kubelet by mounts that propagate both ways, of the plug-in alone', () => {
    const propagating = each.flatMap(({ who, container }) =>
      container.volumeMounts.filter(({ mountPropagation }) => mountPropagation).map((mount) => ({ who, ...mount })),
    );
    expect(propagating).toEqual([
      {
        who: 'stowage-node/stowage',
        name: 'kubelet',
        mountPath: '/var/lib/kubelet',
        mountPropagation: 'Bidirectional',
      },
    ]);
  });

  it('are let run in their namespace', () => {
    expect(only('Namespace', 'stowage-system').metadata.labels).toMatchObject({
      'pod-security.kubernetes.io/enforce': 'privileged',
    });
  });
});

describe('arguments of stowage', () => {
  const program = buildProgram({
    io: { stdout: { write: () => true }, stderr: { write: () => true } } as never,
    finish: () => undefined,
  });

  it.each(each.filter(({ container }) => container.name === 'stowage'))(
    '$who: are those that it has',
    ({ container }) => {
      const [name, ...args] = container.args.map((arg) => arg.replace('$(NODE_NAME)', 'worker-1'));
      const command = program.commands.find((candidate) => candidate.name() === name);
      expect(command?.parseOptions(args)).toEqual({ operands: [], unknown: [] });
      const given = args.map((arg) => arg.replace(/=.*/, ''));
      expect(new Set(given).size).toBe(given.length);
      expect(container.args.filter((arg) => /\$\((?!NODE_NAME\))/.test(arg))).toEqual([]);
    },
  );
});

const portOf = (flag: string, { args }: Container): number | undefined => {
  const value = args.find((arg) => arg.startsWith(`--${flag}=`));
  return value === undefined ? undefined : Number(/:(\d+)$/.exec(value)?.[1]);
};

it('has the repository where docs/kubernetes.md patches it', () => {
  const [first] = workloads.find(({ metadata }) => metadata.name === 'stowage-controller')!.spec.template.spec
    .containers;
  expect([first?.name, first?.args[1]]).toEqual(['stowage', '--repo=https://git.example.org/storage.git']);
});

describe('ports', () => {
  const controller = each.find(({ who }) => who === 'stowage-controller/stowage')!.container;
  const named = new Map(
    each
      .filter(({ of }) => of === 'stowage-controller')
      .flatMap(({ container }) => container.ports ?? [])
      .map(({ name, containerPort }) => [name, containerPort]),
  );

  it('of the controller are those of its flags', () => {
    expect(named).toEqual(
      new Map([
        ['agents', portOf('agents-listen', controller)],
        ['metrics', portOf('metrics-address', controller)],
        ['healthz', 9808],
      ]),
    );
    // The API is its pod's own unless it is exposed.
    expect(controller.args).toContain('--listen=127.0.0.1:8480');
  });

  it('of Services lead to containers, of those with the same labels', () => {
    const { spec } = only('Service', 'stowage-controller') as Manifest & {
      spec: { selector: object; ports: readonly { name: string; port: number; targetPort: string }[] };
    };
    for (const { port, targetPort } of spec.ports) expect(named.get(targetPort)).toBe(port);
    const template = workloads.find(({ metadata }) => metadata.name === 'stowage-controller')!.spec.template;
    expect(template.metadata.labels).toMatchObject(spec.selector);
    const node = each.find(({ who }) => who === 'stowage-node/stowage')!.container;
    expect(portOf('driver', node)).toBe(named.get('agents'));
  });

  it('that a NetworkPolicy opens are those that others have business with', () => {
    const { spec } = only('NetworkPolicy', 'stowage-controller') as Manifest & {
      spec: {
        podSelector: { matchLabels: object };
        policyTypes: readonly string[];
        ingress: readonly { ports: readonly { port: number }[]; from?: readonly object[] }[];
      };
    };
    const template = workloads.find(({ metadata }) => metadata.name === 'stowage-controller')!.spec.template;
    expect(template.metadata.labels).toMatchObject(spec.podSelector.matchLabels);
    expect(spec.policyTypes).toEqual(['Ingress']);
    expect(spec.ingress.map(({ ports, from }) => [ports.map(({ port }) => port), from === undefined])).toEqual([
      [[named.get('agents')], true],
      [[named.get('metrics')], false],
    ]);
  });

  it('that are probed are there', () => {
    for (const { of, container, pod } of each) {
      const probes = [container.startupProbe, container.livenessProbe, container.readinessProbe];
      for (const { port, host } of probes.flatMap((probe) => (probe ? [probe.httpGet] : []))) {
        if (typeof port === 'string') expect((container.ports ?? []).map(({ name }) => name)).toContain(port);
        else {
          // On the network of the host: nobody else may reach it.
          expect(host).toBe('127.0.0.1');
          const listening = pod.containers.flatMap(({ args }) => args);
          expect(listening).toContain(`--http-endpoint=127.0.0.1:${String(port)}`);
          expect(of).toBe('stowage-node');
        }
      }
    }
  });
});

const rulesOf = (access: readonly Access[]): readonly Rule[] =>
  access.map(({ resource, subresource, verbs }) => ({
    apiGroups: [resource.group],
    resources: [subresource === undefined ? resource.plural : `${resource.plural}/${subresource}`],
    verbs,
  }));

describe('roles', () => {
  it('of the controller are what its code may ask, and nothing more', () => {
    expect(allowedBy((only('ClusterRole', 'stowage-controller') as Role).rules)).toEqual(
      allowedBy(rulesOf(CONTROLLER_ACCESS)),
    );
    expect(allowedBy((only('Role', 'stowage-secrets') as Role).rules)).toEqual(allowedBy(rulesOf(SECRET_ACCESS)));
  });

  it('allow nothing by a wildcard, and no Secrets in the whole cluster', () => {
    for (const { kind, rules } of roles) {
      const allowed = allowedBy(rules);
      expect(allowed.filter((what) => what.includes('*'))).toEqual([]);
      if (kind === 'ClusterRole') expect(allowed.filter((what) => what.startsWith('/secrets'))).toEqual([]);
    }
  });

  it('allow nobody to become more than it is', () => {
    const dangerous =
      /^(rbac|authentication|admissionregistration|certificates)\.|pods\/exec|serviceaccounts|(impersonate|escalate|bind)$/;
    for (const { rules } of roles) expect(allowedBy(rules).filter((what) => dangerous.test(what))).toEqual([]);
  });

  it('are each bound, to the controller alone', () => {
    const key = (kind: string, { metadata }: Manifest): string =>
      `${kind} ${metadata.namespace ?? ''}/${metadata.name}`;
    expect(
      bindings.map(({ roleRef, metadata }) => `${roleRef.kind} ${metadata.namespace ?? ''}/${roleRef.name}`),
    ).toEqual(roles.map((role) => key(role.kind, role)));
    for (const { subjects } of bindings) {
      expect(subjects).toEqual([{ kind: 'ServiceAccount', name: 'stowage-controller', namespace: 'stowage-system' }]);
    }
  });
});
