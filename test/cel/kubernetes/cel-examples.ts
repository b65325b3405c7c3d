import { fails, no, refused, yes } from './documented.ts';
import type { Page } from './documented.ts';
import { list, map, object } from './shape.ts';

const REPLICAS = object({ minReplicas: 'int', replicas: 'int', maxReplicas: 'int' });
const SETS = object({ set1: list('string'), set2: list('string') });
const DETAILS = object({ names: list('string'), details: map('string') });
const LISTS = object({ list1: list('int'), list2: list('int') });
const NAMED = object({ metadata: object({ name: 'string' }), prefix: 'string' });

/** The table of examples that opens the page on CEL; the page on CRDs has the same with `size(x)`. */
export const CEL_EXAMPLES: Page = {
  url: 'https://kubernetes.io/docs/reference/using-api/cel/#language-overview',
  expressions: [
    {
      expression: 'self.minReplicas <= self.replicas && self.replicas <= self.maxReplicas',
      means: 'replicas lie between their bounds',
      over: { self: REPLICAS },
      examples: [
        yes({ self: { minReplicas: 1, replicas: 3, maxReplicas: 3 } }),
        no({ self: { minReplicas: 1, replicas: 4, maxReplicas: 3 } }),
      ],
    },
    {
      expression: "'Available' in self.stateCounts",
      means: 'a map has the key',
      over: { self: object({ stateCounts: map('int') }) },
      examples: [yes({ self: { stateCounts: { Available: 0 } } }), no({ self: { stateCounts: { available: 1 } } })],
    },
    {
      expression: '(self.list1.size() == 0) != (self.list2.size() == 0)',
      means: 'one of two lists is empty, and only one',
      over: { self: LISTS },
      examples: [yes({ self: { list1: [], list2: [7] } }), no({ self: { list1: [1], list2: [7] } })],
    },
    {
      // The page has a single `=`.
      expression: "self.envars.filter(e, e.name == 'MY_ENV').all(e, e.value.matches('^[a-zA-Z]*$'))",
      means: 'the value of the element called MY_ENV has letters alone',
      over: { self: object({ envars: list(object({ name: 'string', value: 'string' })) }) },
      examples: [
        yes({
          self: {
            envars: [
              { name: 'MY_ENV', value: 'abc' },
              { name: 'OTHER', value: '1' },
            ],
          },
        }),
        no({ self: { envars: [{ name: 'MY_ENV', value: 'a1' }] } }),
      ],
    },
    {
      expression: 'has(self.expired) && self.created + self.ttl < self.expired',
      means: 'a date comes after another and a duration',
      over: {
        self: object({
          created: 'google.protobuf.Timestamp',
          ttl: 'google.protobuf.Duration',
          expired: 'google.protobuf.Timestamp',
        }),
      },
      examples: [
        yes({ self: { created: '2026-01-31T23:59:59Z', ttl: '24h', expired: '2026-02-02T00:00:00Z' } }),
        no({ self: { created: '2026-01-31T23:59:59Z', ttl: '24h', expired: '2026-02-01T23:59:59Z' } }),
        no({ self: { created: '2026-01-31T23:59:59Z', ttl: '24h' } }),
      ],
    },
    {
      expression: "self.health.startsWith('ok')",
      means: 'a text begins so',
      over: { self: object({ health: 'string' }) },
      examples: [yes({ self: { health: 'ok: 3 of 3' } }), no({ self: { health: 'not ok' } })],
    },
    {
      expression: "self.widgets.exists(w, w.key == 'x' && w.foo < 10)",
      means: 'the element whose key is x has little of foo',
      over: { self: object({ widgets: list(object({ key: 'string', foo: 'int' })) }) },
      examples: [
        yes({
          self: {
            widgets: [
              { key: 'y', foo: 20 },
              { key: 'x', foo: 9 },
            ],
          },
        }),
        no({
          self: {
            widgets: [
              { key: 'x', foo: 10 },
              { key: 'y', foo: 1 },
            ],
          },
        }),
      ],
    },
    {
      expression: "type(self) == string ? self == '99%' : self == 42",
      means: 'what is a number or a text has the value that goes with either',
      over: { self: 'dyn' },
      examples: [yes({ self: '99%' }), yes({ self: 42 }), no({ self: '42' }), no({ self: 99 })],
    },
    {
      expression: "self.metadata.name == 'singleton'",
      means: 'there is one name that objects may have',
      over: { self: NAMED },
      examples: [yes({ self: { metadata: { name: 'singleton' } } }), no({ self: { metadata: { name: 'another' } } })],
    },
    {
      expression: 'self.set1.all(e, !(e in self.set2))',
      means: 'two sets share nothing',
      over: { self: SETS },
      examples: [yes({ self: { set1: ['a'], set2: ['b'] } }), no({ self: { set1: ['a', 'b'], set2: ['b'] } })],
    },
    {
      expression: 'self.names.size() == self.details.size() && self.names.all(n, n in self.details)',
      means: 'a map has the elements of a list for keys',
      over: { self: DETAILS },
      examples: [
        yes({ self: { names: ['a', 'b'], details: { a: '', b: '' } } }),
        no({ self: { names: ['a', 'b'], details: { a: '', c: '' } } }),
        no({ self: { names: ['a'], details: { a: '', b: '' } } }),
      ],
    },
    {
      expression: "self.details.all(key, key.matches('^[a-zA-Z]*$'))",
      means: 'the keys of a map have letters alone',
      over: { self: DETAILS },
      examples: [yes({ self: { details: { abc: '1' } } }), no({ self: { details: { a1: 'x' } } })],
    },
    {
      expression: "self.details.all(key, self.details[key].matches('^[a-zA-Z]*$'))",
      means: 'the values of a map have letters alone',
      over: { self: DETAILS },
      examples: [yes({ self: { details: { a1: 'x' } } }), no({ self: { details: { abc: '1' } } })],
    },
    {
      expression: "has(object.namex) ? object.namex == 'special' : request.name == 'special'",
      means: 'what is not typed can be asked for a field before it is read',
      over: { object: 'dyn', request: object({ name: 'string' }) },
      examples: [
        yes({ object: { namex: 'special' }, request: { name: 'plain' } }),
        yes({ object: {}, request: { name: 'special' } }),
        no({ object: { namex: 'plain' }, request: { name: 'special' } }),
      ],
    },
    {
      expression: "request.namex == 'special'",
      means: 'what is typed is refused for a field that it does not have',
      over: { object: 'dyn', request: object({ name: 'string' }) },
      examples: [refused],
    },
    {
      expression: "self.intOrString < 100 || self.intOrString == '50%'",
      means: 'holds for either of the two that the field may be',
      over: { self: object({ intOrString: 'dyn' }) },
      examples: [
        yes({ self: { intOrString: 50 } }),
        yes({ self: { intOrString: '50%' } }),
        no({ self: { intOrString: 100 } }),
        fails({ self: { intOrString: '60%' } }),
      ],
    },
  ],
};
