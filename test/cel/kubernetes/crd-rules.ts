import { fails, is, no, refused, yes } from './documented.ts';
import type { Page } from './documented.ts';
import { list, map, object } from './shape.ts';

const REPLICAS = object({ minReplicas: 'int', replicas: 'int', maxReplicas: 'int' });
const DETAILS = object({ names: list('string'), details: map('string') });
const LISTS = object({ list1: list('int'), list2: list('int') });
const NAMED = object({ metadata: object({ name: 'string' }), prefix: 'string' });

export const CRD_RULES: Page = {
  url: 'https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation-rules',
  expressions: [
    {
      expression: 'self.replicas <= self.maxReplicas',
      means: 'the example with a message of its own',
      over: { self: REPLICAS },
      examples: [yes({ self: { replicas: 2, maxReplicas: 2 } }), no({ self: { replicas: 3, maxReplicas: 2 } })],
    },
    {
      expression: '(size(self.list1) == 0) != (size(self.list2) == 0)',
      means: 'one of two lists is empty, and only one',
      over: { self: LISTS },
      examples: [yes({ self: { list1: [1], list2: [] } }), no({ self: { list1: [], list2: [] } })],
    },
    {
      expression: "!('MY_KEY' in self.map1) || self['MY_KEY'].matches('^[a-zA-Z]*$')",
      means: 'the value of one key, where that key is',
      over: { self: 'dyn' },
      examples: [
        yes({ self: { map1: {} } }),
        yes({ self: { map1: { MY_KEY: '' }, MY_KEY: 'abc' } }),
        no({ self: { map1: { MY_KEY: '' }, MY_KEY: '123' } }),
      ],
    },
    {
      expression: "type(self) == string ? self == '100%' : self == 1000",
      means: 'what is a number or a text has the value that goes with either',
      over: { self: 'dyn' },
      examples: [yes({ self: '100%' }), yes({ self: 1000 }), no({ self: 100 })],
    },
    {
      expression: 'self.metadata.name.startsWith(self.prefix)',
      means: 'a name begins with what another field says',
      over: { self: NAMED },
      examples: [
        yes({ self: { metadata: { name: 'prod-db' }, prefix: 'prod-' } }),
        no({ self: { metadata: { name: 'db' }, prefix: 'prod-' } }),
      ],
    },
    {
      expression: 'size(self.names) == size(self.details) && self.names.all(n, n in self.details)',
      means: 'a map has the elements of a list for keys',
      over: { self: DETAILS },
      examples: [yes({ self: { names: [], details: {} } }), no({ self: { names: ['x'], details: { y: '' } } })],
    },
    {
      expression: 'size(self.clusters.filter(c, c.name == self.primary)) == 1',
      means: 'the primary is one of the clusters, once',
      over: { self: object({ clusters: list(object({ name: 'string' })), primary: 'string' }) },
      examples: [
        yes({ self: { clusters: [{ name: 'a' }, { name: 'b' }], primary: 'b' } }),
        no({ self: { clusters: [{ name: 'a' }, { name: 'a' }], primary: 'a' } }),
      ],
    },
    {
      expression: 'self.status.availableReplicas >= self.spec.minReplicas',
      means: 'a rule on the root reads spec and status',
      over: {
        self: object({ spec: object({ minReplicas: 'int' }), status: object({ availableReplicas: 'int' }) }),
      },
      examples: [
        yes({ self: { spec: { minReplicas: 2 }, status: { availableReplicas: 2 } } }),
        no({ self: { spec: { minReplicas: 2 }, status: { availableReplicas: 1 } } }),
      ],
    },
    {
      expression: 'has(self.foo)',
      means: 'the field is there',
      over: { self: object({ foo: 'int' }) },
      examples: [yes({ self: { foo: 0 } }), no({ self: {} })],
    },
    {
      expression: "self['xyz'].foo > 0",
      means: 'a map is indexed by its keys',
      over: { self: map(object({ foo: 'int' })) },
      examples: [yes({ self: { xyz: { foo: 1 } } }), no({ self: { xyz: { foo: 0 } } }), fails({ self: {} })],
    },
    {
      expression: 'size(self) == 1',
      means: 'a rule on a list',
      over: { self: list('string') },
      examples: [yes({ self: ['a'] }), no({ self: [] })],
    },
    {
      expression: 'self > 0',
      means: 'a rule on a number',
      over: { self: 'int' },
      examples: [yes({ self: 1 }), no({ self: 0 })],
    },
    {
      expression: 'self.status.actual <= self.spec.maxDesired',
      means: 'a rule on the root object',
      over: { self: object({ spec: object({ maxDesired: 'int' }), status: object({ actual: 'int' }) }) },
      examples: [
        yes({ self: { spec: { maxDesired: 3 }, status: { actual: 3 } } }),
        no({ self: { spec: { maxDesired: 3 }, status: { actual: 4 } } }),
      ],
    },
    {
      expression: "self.components['Widget'].priority < 10",
      means: 'a rule on a map of objects',
      over: { self: object({ components: map(object({ priority: 'int' })) }) },
      examples: [
        yes({ self: { components: { Widget: { priority: 9 } } } }),
        no({ self: { components: { Widget: { priority: 10 } } } }),
      ],
    },
    {
      expression: 'self.values.all(value, value >= 0 && value < 100)',
      means: 'a rule on a list of integers',
      over: { self: object({ values: list('int') }) },
      examples: [yes({ self: { values: [0, 99] } }), no({ self: { values: [0, 100] } })],
    },
    {
      expression: "self.startsWith('kube')",
      means: 'a rule on a text',
      over: { self: 'string' },
      examples: [yes({ self: 'kube-system' }), no({ self: 'default' })],
    },
    {
      expression: 'self.x <= self.maxLimit',
      means: 'the rule whose message is computed',
      over: { self: object({ x: 'int', maxLimit: 'int' }) },
      examples: [yes({ self: { x: 1, maxLimit: 1 } }), no({ self: { x: 2, maxLimit: 1 } })],
    },
    {
      expression: '"x exceeded max limit of " + string(self.maxLimit)',
      means: 'the message of that rule: numbers have to be made text',
      over: { self: object({ x: 'int', maxLimit: 'int' }) },
      examples: [is('x exceeded max limit of 1', { self: { x: 2, maxLimit: 1 } })],
    },
    {
      expression: 'self == true',
      means: 'a number is never compared with a bool',
      over: { self: 'int' },
      examples: [refused],
    },
    {
      expression: 'self.nonExistingField > 0',
      means: 'a field that the schema does not have is refused',
      over: { self: object({ foo: 'int' }) },
      examples: [refused],
    },
    {
      expression: 'has(self)',
      means: 'has() takes a field',
      over: { self: object({ foo: 'int' }) },
      examples: [refused],
    },
  ],
};

/** Rules that compare with what was there before. */
export const TRANSITION_RULES: Page = {
  url: 'https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#transition-rules',
  expressions: [
    {
      expression: 'self.foo == oldSelf.foo',
      means: 'the field never changes',
      over: { self: object({ foo: list('string') }), oldSelf: object({ foo: list('string') }) },
      examples: [
        yes({ self: { foo: ['a', 'b'] }, oldSelf: { foo: ['a', 'b'] } }),
        no({ self: { foo: ['a'] }, oldSelf: { foo: ['a', 'b'] } }),
      ],
    },
    {
      expression: "oldSelf != 'bar' || self == 'bar'",
      means: 'once bar, always bar',
      over: { self: 'string', oldSelf: 'string' },
      examples: [
        yes({ self: 'bar', oldSelf: 'foo' }),
        yes({ self: 'bar', oldSelf: 'bar' }),
        no({ self: 'foo', oldSelf: 'bar' }),
      ],
    },
    {
      expression: '!has(oldSelf.field) || has(self.field)',
      means: 'once set, never taken away',
      over: { self: object({ field: 'string' }), oldSelf: object({ field: 'string' }) },
      examples: [
        yes({ self: {}, oldSelf: {} }),
        yes({ self: { field: 'b' }, oldSelf: { field: 'a' } }),
        no({ self: {}, oldSelf: { field: 'a' } }),
      ],
    },
    {
      expression: 'self.all(element, element in oldSelf)',
      means: 'a set gets nothing that it did not have',
      over: { self: list('string'), oldSelf: list('string') },
      examples: [yes({ self: ['a'], oldSelf: ['a', 'b'] }), no({ self: ['a', 'c'], oldSelf: ['a', 'b'] })],
    },
    {
      expression: "oldSelf != 'X' || self in ['A', 'B']",
      means: 'from one state, only two others can be reached',
      over: { self: 'string', oldSelf: 'string' },
      examples: [yes({ self: 'Y', oldSelf: 'A' }), yes({ self: 'B', oldSelf: 'X' }), no({ self: 'Y', oldSelf: 'X' })],
    },
    {
      expression: 'self >= oldSelf',
      means: 'a counter does not go down',
      over: { self: 'int', oldSelf: 'int' },
      examples: [yes({ self: 2, oldSelf: 2 }), no({ self: 1, oldSelf: 2 })],
    },
  ],
};
