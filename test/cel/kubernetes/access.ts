import { fails, is, no, yes } from './documented.ts';
import type { Page } from './documented.ts';
import { list, map, object } from './shape.ts';

/** What is in a token is not typed: it is whatever the issuer wrote. */
const CLAIMS = map('dyn');

const USER = object({ username: 'string', uid: 'string', groups: list('string'), extra: map(list('string')) });

const REVIEW = object({
  resourceAttributes: object({
    namespace: 'string',
    verb: 'string',
    group: 'string',
    resource: 'string',
    name: 'string',
  }),
  nonResourceAttributes: object({ path: 'string', verb: 'string' }),
  user: 'string',
  groups: list('string'),
});

export const AUTHENTICATION: Page = {
  url: 'https://kubernetes.io/docs/reference/access-authn-authz/authentication/#using-authentication-configuration',
  expressions: [
    {
      expression: 'claims.hd == "example.com"',
      means: 'a claim has to have a value',
      over: { claims: CLAIMS },
      examples: [yes({ claims: { hd: 'example.com' } }), no({ claims: { hd: 'example.org' } }), fails({ claims: {} })],
    },
    {
      expression: 'claims.exp - claims.nbf <= 86400',
      means: 'a token lives for a day at most',
      over: { claims: CLAIMS },
      examples: [
        yes({ claims: { nbf: 1_700_000_000, exp: 1_700_086_400 } }),
        no({ claims: { nbf: 1_700_000_000, exp: 1_700_086_401 } }),
      ],
    },
    {
      expression: 'claims.username + ":external-user"',
      means: 'the name of the user',
      over: { claims: CLAIMS },
      examples: [is('jane:external-user', { claims: { username: 'jane' } })],
    },
    {
      expression: 'claims.roles.split(",")',
      means: 'the groups of the user',
      over: { claims: CLAIMS },
      examples: [is(['user', 'admin'], { claims: { roles: 'user,admin' } })],
    },
    {
      expression: "!user.username.startsWith('system:')",
      means: 'nobody takes a name of the system',
      over: { user: USER },
      examples: [yes({ user: { username: 'jane' } }), no({ user: { username: 'system:admin' } })],
    },
    {
      expression: "user.groups.all(group, !group.startsWith('system:'))",
      means: 'nobody takes a group of the system',
      over: { user: USER },
      examples: [yes({ user: { groups: ['dev'] } }), no({ user: { groups: ['dev', 'system:masters'] } })],
    },
  ],
};

export const AUTHORIZATION: Page = {
  url: 'https://kubernetes.io/docs/reference/access-authn-authz/authorization/#using-configuration-file-for-authorization',
  expressions: [
    {
      expression: 'has(request.resourceAttributes)',
      means: 'the request is for a resource',
      over: { request: REVIEW },
      examples: [
        yes({ request: { resourceAttributes: { verb: 'get' } } }),
        no({ request: { nonResourceAttributes: { path: '/healthz' } } }),
      ],
    },
    {
      expression: "request.resourceAttributes.namespace == 'kube-system'",
      means: 'the request is for that namespace',
      over: { request: REVIEW },
      examples: [
        yes({ request: { resourceAttributes: { namespace: 'kube-system' } } }),
        no({ request: { resourceAttributes: { namespace: 'default' } } }),
        fails({ request: {} }),
      ],
    },
    {
      expression: "!('system:serviceaccounts:kube-system' in request.groups)",
      means: 'no service account of the system asks',
      over: { request: REVIEW },
      examples: [
        yes({ request: { groups: ['system:authenticated'] } }),
        no({ request: { groups: ['system:serviceaccounts:kube-system'] } }),
      ],
    },
    {
      expression: "has(request.nonResourceAttributes) && request.nonResourceAttributes.path == '/healthz'",
      means: 'the request is for that path',
      over: { request: REVIEW },
      examples: [
        yes({ request: { nonResourceAttributes: { path: '/healthz' } } }),
        no({ request: { nonResourceAttributes: { path: '/metrics' } } }),
        no({ request: {} }),
      ],
    },
    {
      expression: "has(request.resourceAttributes) && request.resourceAttributes.namespace == 'default'",
      means: 'the request is for a resource of that namespace',
      over: { request: REVIEW },
      examples: [
        yes({ request: { resourceAttributes: { namespace: 'default' } } }),
        no({ request: { resourceAttributes: { namespace: 'other' } } }),
        no({ request: {} }),
      ],
    },
    {
      expression: "request.user == 'alice'",
      means: 'she asks',
      over: { request: REVIEW },
      examples: [yes({ request: { user: 'alice' } }), no({ request: { user: 'bob' } })],
    },
    {
      expression: "('group1' in request.groups)",
      means: 'somebody of the group asks',
      over: { request: REVIEW },
      examples: [yes({ request: { groups: ['group1'] } }), no({ request: { groups: [] } })],
    },
  ],
};

const DEVICE = object({ driver: 'string', attributes: map(map('dyn')), capacity: map(map('quantity')) });

export const DEVICE_SELECTORS: Page = {
  url: 'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/resource-claim-v1/#ResourceClaimSpec',
  expressions: [
    {
      expression: 'device.driver == "dra.example.com"',
      means: 'the devices of one driver',
      over: { device: DEVICE },
      examples: [yes({ device: { driver: 'dra.example.com' } }), no({ device: { driver: 'gpu.example.com' } })],
    },
    {
      expression: 'device.attributes["dra.example.com"].someBool',
      means: 'an attribute, by the domain it is of',
      over: { device: DEVICE },
      examples: [
        yes({ device: { attributes: { 'dra.example.com': { someBool: true } } } }),
        no({ device: { attributes: { 'dra.example.com': { someBool: false } } } }),
      ],
    },
    {
      expression: 'cel.bind(dra, device.attributes["dra.example.com"], dra.someBool && dra.anotherBool)',
      means: 'several attributes of one domain',
      over: { device: DEVICE },
      examples: [
        yes({ device: { attributes: { 'dra.example.com': { someBool: true, anotherBool: true } } } }),
        no({ device: { attributes: { 'dra.example.com': { someBool: true, anotherBool: false } } } }),
      ],
    },
    {
      expression:
        'device.attributes["driver.example.com"].type == "gpu" && device.capacity["driver.example.com"].memory == quantity("64Gi")',
      means: 'devices of a kind and a size, which is a quantity',
      over: { device: DEVICE },
      examples: [
        yes({
          device: {
            attributes: { 'driver.example.com': { type: 'gpu' } },
            capacity: { 'driver.example.com': { memory: '65536Mi' } },
          },
        }),
        no({
          device: {
            attributes: { 'driver.example.com': { type: 'gpu' } },
            capacity: { 'driver.example.com': { memory: '32Gi' } },
          },
        }),
      ],
    },
    {
      expression:
        'device.attributes["resource-driver.example.com"].color == "black" && device.attributes["resource-driver.example.com"].size == "large"',
      means: 'two attributes of one device',
      over: { device: DEVICE },
      examples: [
        yes({ device: { attributes: { 'resource-driver.example.com': { color: 'black', size: 'large' } } } }),
        no({ device: { attributes: { 'resource-driver.example.com': { color: 'black', size: 'small' } } } }),
      ],
    },
  ],
};
