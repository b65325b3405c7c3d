import { no, yes } from './documented.ts';
import type { Page } from './documented.ts';
import { list, map, object } from './shape.ts';
import type { Shape } from './shape.ts';

const LABELLED = object({ metadata: object({ name: 'string', labels: map('string') }) });

const CONTAINER = object({ name: 'string', image: 'string', securityContext: object({ privileged: 'bool' }) });

const DEPLOYMENT = object({ spec: object({ replicas: 'int' }) });

const POD = object({
  metadata: object({ name: 'string' }),
  spec: object({ containers: list(CONTAINER), initContainers: list(CONTAINER) }),
});

/** AdmissionRequest of admission.k8s.io/v1, as far as the pages read it. */
const REQUEST: Shape = object({
  name: 'string',
  namespace: 'string',
  operation: 'string',
  resource: object({ group: 'string', version: 'string', resource: 'string' }),
  userInfo: object({ username: 'string', groups: list('string') }),
});

export const MATCH_CONDITIONS: Page = {
  url: 'https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#matching-requests-matchconditions',
  expressions: [
    {
      expression: '!(request.resource.group == "coordination.k8s.io" && request.resource.resource == "leases")',
      means: 'everything but leases',
      over: { request: REQUEST },
      examples: [
        yes({ request: { resource: { group: 'apps', resource: 'deployments' } } }),
        no({ request: { resource: { group: 'coordination.k8s.io', resource: 'leases' } } }),
      ],
    },
    {
      expression: '!("system:nodes" in request.userInfo.groups)',
      means: 'what no node asked for',
      over: { request: REQUEST },
      examples: [
        yes({ request: { userInfo: { groups: ['system:authenticated'] } } }),
        no({ request: { userInfo: { groups: ['system:authenticated', 'system:nodes'] } } }),
      ],
    },
    {
      expression: 'request.resource.group != "rbac.authorization.k8s.io"',
      means: 'everything but RBAC',
      over: { request: REQUEST },
      examples: [
        yes({ request: { resource: { group: '' } } }),
        no({ request: { resource: { group: 'rbac.authorization.k8s.io' } } }),
      ],
    },
  ],
};

export const STATIC_POLICIES: Page = {
  url: 'https://kubernetes.io/docs/reference/access-authn-authz/manifest-admission-control/',
  expressions: [
    {
      expression:
        "!has(object.metadata.labels) || !('platform.example.com/protected' in object.metadata.labels) || object.metadata.labels['platform.example.com/protected'] != 'true'",
      means: 'the object is not marked as protected',
      over: { object: LABELLED },
      examples: [
        yes({ object: { metadata: {} } }),
        yes({ object: { metadata: { labels: { 'platform.example.com/protected': 'false' } } } }),
        no({ object: { metadata: { labels: { 'platform.example.com/protected': 'true' } } } }),
      ],
    },
    {
      expression:
        '!object.spec.containers.exists(c, has(c.securityContext) && has(c.securityContext.privileged) && c.securityContext.privileged == true)',
      means: 'no container is privileged',
      over: { object: POD },
      examples: [
        yes({ object: { spec: { containers: [{ name: 'a' }, { name: 'b', securityContext: {} }] } } }),
        no({ object: { spec: { containers: [{ name: 'a' }, { name: 'b', securityContext: { privileged: true } }] } } }),
      ],
    },
    {
      expression: 'object.spec.replicas >= 2',
      means: 'more replicas than one',
      over: { object: DEPLOYMENT },
      examples: [yes({ object: { spec: { replicas: 2 } } }), no({ object: { spec: { replicas: 1 } } })],
    },
  ],
};

export const MUTATING_POLICIES: Page = {
  url: 'https://kubernetes.io/docs/reference/access-authn-authz/mutating-admission-policy/',
  expressions: [
    {
      expression: '!object.spec.initContainers.exists(ic, ic.name == "mesh-proxy")',
      means: 'the pod has no sidecar yet',
      over: { object: POD },
      examples: [
        yes({ object: { spec: { initContainers: [{ name: 'migrate' }] } } }),
        no({ object: { spec: { initContainers: [{ name: 'migrate' }, { name: 'mesh-proxy' }] } } }),
      ],
    },
    {
      expression: "!object.metadata.name.startsWith('kube-')",
      means: 'not one of the namespaces of the system',
      over: { object: LABELLED },
      examples: [
        yes({ object: { metadata: { name: 'default' } } }),
        no({ object: { metadata: { name: 'kube-system' } } }),
      ],
    },
    {
      expression: "!('pod-security.kubernetes.io/enforce' in object.metadata.labels)",
      means: 'the namespace does not say yet what it enforces',
      over: { object: LABELLED },
      examples: [
        yes({ object: { metadata: { labels: {} } } }),
        no({ object: { metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } } } }),
      ],
    },
  ],
};

export const SIGNING_REQUESTS: Page = {
  url: 'https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/',
  expressions: [
    {
      expression:
        "request.userInfo.username == 'system:serviceaccount:'+params.data.controllerNamespace+':'+params.data.controllerServiceAccountName",
      means: 'the controller that the parameters name asks',
      over: { request: REQUEST, params: object({ data: map('string') }) },
      examples: [
        yes({
          request: { userInfo: { username: 'system:serviceaccount:ops:signer' } },
          params: { data: { controllerNamespace: 'ops', controllerServiceAccountName: 'signer' } },
        }),
        no({
          request: { userInfo: { username: 'system:serviceaccount:default:signer' } },
          params: { data: { controllerNamespace: 'ops', controllerServiceAccountName: 'signer' } },
        }),
      ],
    },
    {
      expression: "oldObject.spec.signerName.startsWith(params.data.domain + '/')",
      means: 'the signer is of the domain',
      over: { oldObject: object({ spec: object({ signerName: 'string' }) }), params: object({ data: map('string') }) },
      examples: [
        yes({
          oldObject: { spec: { signerName: 'example.com/serving' } },
          params: { data: { domain: 'example.com' } },
        }),
        no({ oldObject: { spec: { signerName: 'example.org/serving' } }, params: { data: { domain: 'example.com' } } }),
      ],
    },
  ],
};
