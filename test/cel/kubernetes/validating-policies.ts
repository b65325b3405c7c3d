import { is, no, refused, yes } from './documented.ts';
import type { Page } from './documented.ts';
import { list, map, object } from './shape.ts';

const LABELLED = object({ metadata: object({ name: 'string', labels: map('string') }) });

const CONTAINER = object({ name: 'string', image: 'string' });

const DEPLOYMENT = object({
  metadata: object({ name: 'string', labels: map('string') }),
  spec: object({ replicas: 'int', template: object({ spec: object({ containers: list(CONTAINER) }) }) }),
});

const REPLICA_LIMIT = object({ maxReplicas: 'int' });

export const VALIDATING_POLICIES: Page = {
  url: 'https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/',
  expressions: [
    {
      expression: 'object.spec.replicas <= 5',
      means: 'the first policy: no more than five',
      over: { object: DEPLOYMENT },
      examples: [yes({ object: { spec: { replicas: 5 } } }), no({ object: { spec: { replicas: 6 } } })],
    },
    {
      expression: 'object.spec.replicas <= params.maxReplicas',
      means: 'no more than the parameter says',
      over: { object: DEPLOYMENT, params: REPLICA_LIMIT },
      examples: [
        yes({ object: { spec: { replicas: 3 } }, params: { maxReplicas: 3 } }),
        no({ object: { spec: { replicas: 5 } }, params: { maxReplicas: 3 } }),
      ],
    },
    {
      expression: "'object.spec.replicas must be no greater than ' + string(params.maxReplicas)",
      means: 'the message of that rule, as the page prints it for five replicas',
      over: { object: DEPLOYMENT, params: REPLICA_LIMIT },
      examples: [
        is('object.spec.replicas must be no greater than 3', {
          object: { spec: { replicas: 5 } },
          params: { maxReplicas: 3 },
        }),
      ],
    },
    {
      expression: 'params != null',
      means: 'there are parameters',
      over: { params: 'dyn' },
      examples: [yes({ params: {} }), no({ params: null })],
    },
    {
      expression: '!has(params.optionalNumber) || (params.optionalNumber >= 5 && params.optionalNumber <= 10)',
      means: 'a number that may be left out lies between bounds',
      over: { params: object({ optionalNumber: 'int' }) },
      examples: [
        yes({ params: {} }),
        yes({ params: { optionalNumber: 10 } }),
        no({ params: { optionalNumber: 11 } }),
        no({ params: { optionalNumber: 4 } }),
      ],
    },
    {
      expression: 'object.spec.xyz == params.x',
      means: 'the rule of the example on failurePolicy',
      over: { object: object({ spec: object({ xyz: 'string' }) }), params: object({ x: 'string' }) },
      examples: [
        yes({ object: { spec: { xyz: 'a' } }, params: { x: 'a' } }),
        no({ object: { spec: { xyz: 'a' } }, params: { x: 'b' } }),
      ],
    },
    {
      expression: "type(object) == string ? object == '100%' : object == 1000",
      means: 'what is a number or a text has the value that goes with either',
      over: { object: 'dyn' },
      examples: [yes({ object: '100%' }), yes({ object: 1000 }), no({ object: '1000' })],
    },
    {
      expression: "object.envars.filter(e, e.name == 'MY_ENV').all(e, e.value.matches('^[a-zA-Z]*$'))",
      means: 'the same as for CRDs, on what has no type',
      over: { object: 'dyn' },
      examples: [
        yes({ object: { envars: [{ name: 'OTHER', value: '1' }] } }),
        no({ object: { envars: [{ name: 'MY_ENV', value: '1' }] } }),
      ],
    },
    {
      expression: 'object.spec.replicas > 50',
      means: 'the rule of the example on audit annotations',
      over: { object: DEPLOYMENT },
      examples: [yes({ object: { spec: { replicas: 128 } } }), no({ object: { spec: { replicas: 50 } } })],
    },
    {
      expression: "'Deployment spec.replicas set to ' + string(object.spec.replicas)",
      means: 'the annotation, as the page prints it',
      over: { object: DEPLOYMENT },
      examples: [is('Deployment spec.replicas set to 128', { object: { spec: { replicas: 128 } } })],
    },
    {
      expression: 'object.replicas > 1',
      means: 'a Deployment has no such field: the page prints the warning of the checker',
      over: { object: DEPLOYMENT },
      examples: [refused],
    },
    {
      expression: "'foo' in object.spec.metadata.labels ? object.spec.metadata.labels['foo'] : 'default'",
      means: 'the variable of the example on variable composition',
      over: { object: object({ spec: LABELLED }) },
      examples: [
        is('bar', { object: { spec: { metadata: { labels: { foo: 'bar' } } } } }),
        is('default', { object: { spec: { metadata: { labels: {} } } } }),
      ],
    },
    {
      expression:
        "'environment' in namespaceObject.metadata.labels ? namespaceObject.metadata.labels['environment'] : 'prod'",
      means: 'the environment of a namespace, prod unless it says so',
      over: { namespaceObject: LABELLED },
      examples: [
        is('test', { namespaceObject: { metadata: { labels: { environment: 'test' } } } }),
        is('prod', { namespaceObject: { metadata: { labels: {} } } }),
      ],
    },
    {
      expression: "'exempt' in object.metadata.labels && object.metadata.labels['exempt'] == 'true'",
      means: 'the object says that it is exempt',
      over: { object: DEPLOYMENT },
      examples: [
        yes({ object: { metadata: { labels: { exempt: 'true' } } } }),
        no({ object: { metadata: { labels: { exempt: 'false' } } } }),
        no({ object: { metadata: { labels: {} } } }),
      ],
    },
    {
      // Its variables written out: those of a policy are tested beside core/policy.
      expression:
        "object.spec.template.spec.containers.filter(c, c.image.contains('example.com')).all(c, c.image.startsWith(environment + '.'))",
      means: 'every image of the company is of the environment',
      over: { object: DEPLOYMENT, environment: 'string' },
      examples: [
        yes({
          environment: 'prod',
          object: {
            spec: { template: { spec: { containers: [{ image: 'prod.example.com/nginx' }, { image: 'redis' }] } } },
          },
        }),
        no({
          environment: 'prod',
          object: { spec: { template: { spec: { containers: [{ image: 'dev.example.com/nginx' }] } } } },
        }),
      ],
    },
    {
      expression: "'only ' + environment + ' images are allowed in namespace ' + namespaceObject.metadata.name",
      means: 'the message of that policy, as the page prints it',
      over: { environment: 'string', namespaceObject: LABELLED },
      examples: [
        is('only prod images are allowed in namespace default', {
          environment: 'prod',
          namespaceObject: { metadata: { name: 'default' } },
        }),
      ],
    },
  ],
};
