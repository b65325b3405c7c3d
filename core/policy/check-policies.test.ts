import { describe, expect, it } from 'vitest';
import type { PlacementPolicy } from '../model/policy.ts';
import { compilePolicies } from './index.ts';
import { policyOf } from './testing/policies.ts';

/** Problems as `path "text": code message | help`. */
const problemsOf = (policy: PlacementPolicy, levels?: readonly string[]): readonly string[] =>
  compilePolicies([policy], levels ? { levels } : {}).problems.map(({ path, range, code, message, help }) => {
    const at = path.reduce<unknown>((value, key) => (value as Record<string | number, unknown>)[key], { spec: policy });
    const text = String(at).slice(range.start, range.end);
    return `${path.slice(1).join('.')} "${text}": ${code} ${message}${help === undefined ? '' : ` | ${help}`}`;
  });

const validation = (expression: string, messageExpression?: string): PlacementPolicy['validations'][number] => ({
  name: undefined,
  expression,
  message: undefined,
  messageExpression,
});

describe('each scope knows its variables and their fields', () => {
  it.each([
    ['Config', 'object.spec.drives.all(d, d.mediaType == "SSD")', ['Enclosure']],
    ['Config', 'object.spec.drives.all(d, !has(d.tags) || "fast" in d.tags)', ['Enclosure']],
    ['Config', 'object.metadata.name.startsWith("prod-") && object.parameters.type == "ssd"', ['StorageClass']],
    ['Config', 'object.kind != "Enclosure" || has(object.spec.domain)', ['Enclosure', 'Backend']],
    ['Config', 'object.metadata.name in config.classes', []],
    ['Config', 'oldObject == null || object.spec.storageGroup == oldObject.spec.storageGroup', ['Enclosure']],
    ['Config', 'oldObject != null && object.spec == oldObject.spec', ['Enclosure', 'Backend']],
    ['Config', 'oldObject == null || oldObject.metadata.name == object.metadata.name', []],
    ['Config', 'config.objects.StorageClass.exists(c, c.provisioner == object.metadata.name)', []],
    ['Request', 'request.sizeGiB <= 1000 && (!has(request.limitGiB) || request.limitGiB < 2000)', []],
    ['Request', 'request.parameters.type == "ssd" || request.volumeMode == "Block"', []],
    ['Request', '"ReadWriteMany" in request.accessModes', []],
    ['Request', '!has(request.claim) || request.claim.labels["team"] == request.claim.namespace', []],
    ['Request', 'request.topology.requisite.exists(s, s["rack"] == "r1")', []],
    ['Request', 'request.pools.all(p, p.freeGiB * 10 > p.capacityGiB || p.labels.tier == "gold")', []],
    ['Request', 'request.backends.exists(b, b.state == "normal") && request.quota.volumes < 3', []],
    ['Drive', 'drive.mediaType == "SSD" && drive.capacityGiB > 100 && drive.domains["rack"] == "r1"', []],
    ['Drive', 'drive.wearClass in ["fresh", "worn", "unknown"]', []],
    ['Placement', 'placement.backend == "main" && "gold" in placement.pools', []],
    ['Placement', '"rack" in placement.survived && placement.strandedGiB + placement.leftGiB < 100', []],
    ['Placement', 'placement.legs.all(l, l.strandedGiB <= 10 && l.leftGiB >= 0 && l.wearClass != "worn-out")', []],
    ['Placement', 'placement.pairs.all(pair, pair.exists(l, l.wearClass == "fresh"))', []],
    ['Placement', 'placement.survives("rack") && placement.spreadOver("rack") >= 2', []],
    ['Placement', 'placement.legs.all(l, l.extentGiB <= request.sizeGiB + 1 && l.driveId != "")', []],
    ['Placement', 'placement.legs.map(l, l.domains["rack"]).distinct().size() >= 2', []],
  ] as const)('%s: %s', (scope, expression, kinds) => {
    expect(problemsOf(policyOf(scope, [expression], { kinds }))).toEqual([]);
  });
});

describe('what a scope does not know is a problem, with its place', () => {
  it.each([
    ['Config', 'object.spec.drivse.size() > 0', 'No such key: drivse | Did you mean drives?'],
    ['Config', 'has(object.spec.domian)', 'No such key: domian | Did you mean domain?'],
    ['Config', 'object.spec.drives.all(d, has(d.tag))', 'No such key: tag | Did you mean tags?'],
    ['Config', 'has(oldObject.spec.domian)', 'No such key: domian | Did you mean domain?'],
    ['Config', 'oldObjekt == null', 'Unknown variable: oldObjekt | Did you mean oldObject?'],
    ['Config', 'config.objects.StorageClas == []', 'No such key: StorageClas | Did you mean StorageClass?'],
    ['Config', 'config.objects.Backend.all(b, b.spec.compsable == b.spec)', 'No such key: compsable'],
    ['Request', 'has(request.claim.lables)', 'No such key: lables | Did you mean labels?'],
    ['Request', 'request.quota.sizeGiB < "3"', 'no such overload: int < string'],
    ['Drive', 'request.pools.size() > 0', 'Unknown variable: request'],
    ['Request', 'request.sizeGB < 3', 'No such key: sizeGB | Did you mean sizeGiB?'],
    ['Request', 'request.parameters.redundnacy == "true"', 'No such key: redundnacy | Did you mean redundancy?'],
    ['Drive', 'request.sizeGiB > 3', 'Unknown variable: request'],
    ['Drive', 'placement.survives("rack")', 'Unknown variable: placement'],
    ['Drive', 'drive.freeGiB > 3', 'No such key: freeGiB'],
    ['Drive', 'drive.leftGiB > 3', 'No such key: leftGiB'],
    ['Drive', 'drive.percentageUsed < 80', 'No such key: percentageUsed'],
    ['Placement', 'placement.pairs.all(pair, pair.exists(l, l.waerClass == "fresh"))', 'Did you mean wearClass?'],
    ['Placement', 'placement.survives(3)', "found no matching overload for 'Placement.survives(int)'"],
    ['Placement', 'drive.mediaType == "SSD"', 'Unknown variable: drive'],
  ] as const)('%s: %s', (scope, expression, expected) => {
    const kinds = scope === 'Config' ? ['Enclosure'] : [];
    expect(problemsOf(policyOf(scope, [expression], { kinds }))).toEqual([expect.stringContaining(expected)]);
  });

  it('looks at several kinds as what has the fields of all of them', () => {
    const kinds = ['Enclosure', 'Backend'];
    expect(problemsOf(policyOf('Config', ['has(object.spec.composable)'], { kinds }))).toEqual([]);
    expect(problemsOf(policyOf('Config', ['has(object.spec.compsable)'], { kinds }))).toEqual([
      'validations.0.expression "compsable": policy/type No such key: compsable | Did you mean composable?',
    ]);
  });

  it('lets match conditions of drives read the request alone', () => {
    const conditioned = (expression: string): PlacementPolicy =>
      policyOf('Drive', ['true'], { matchConditions: [{ name: 'c', expression }] });
    expect(problemsOf(conditioned('request.sizeGiB > 3'))).toEqual([]);
    expect(problemsOf(conditioned('drive.capacityGiB > 3'))).toEqual([
      'matchConditions.0.expression "drive": policy/type Unknown variable: drive',
    ]);
  });
});

describe('a policy that names a version of Kubernetes', () => {
  it.each<[number | undefined, string, readonly string[]]>([
    [undefined, 'ip(request.name).family() == 4', []],
    [30, 'ip(request.name).family() == 4', []],
    [29, 'isIP(request.name)', [expect.stringContaining('needs Kubernetes 1.30') as string]],
    [33, 'request.accessModes.distinct().size() == 1', [expect.stringContaining('needs Kubernetes 1.34') as string]],
  ])('%s: %s', (kubernetesMinor, expression, expected) => {
    expect(problemsOf(policyOf('Request', [expression], { kubernetesMinor }))).toEqual(expected);
  });
});

describe('words that a field never is', () => {
  it.each([
    [
      'Request',
      `request.parameters.redundancy == 'yes'`,
      `"'yes'"`,
      'request.parameters.redundancy is one of true, false',
    ],
    ['Request', `'ext3' != request.parameters.fsType`, `"'ext3'"`, 'request.parameters.fsType is one of ext4, xfs'],
    [
      'Request',
      `request.backends.all(b, b.state in ['normal', 'down'])`,
      `"'down'"`,
      'b.state is one of normal, suspended',
    ],
    ['Request', `'RWO' in request.accessModes`, `"'RWO'"`, 'request.accessModes is one of ReadWriteOnce,'],
    ['Request', `request.accessModes.exists(m, m == 'RWO')`, `"'RWO'"`, 'm is one of ReadWriteOnce,'],
    ['Request', `request.accessModes[0] == 'RWO'`, `"'RWO'"`, 'request.accessModes[0] is one of ReadWriteOnce,'],
    ['Request', `request.volumeMode == 'Block' || request.volumeMode == 'block'`, `"'block'"`, '| Did you mean Block?'],
    ['Drive', `drive.mediaType == 'ssd'`, `"'ssd'"`, 'drive.mediaType is one of HDD, SSD | Did you mean SSD?'],
    ['Drive', `!(drive.transports.exists(t, t == r'tcp'))`, `"r'tcp'"`, 't is one of iscsi, nvmetcp, roce'],
    ['Placement', `placement.layout != 'raid1'`, `"'raid1'"`, 'placement.layout is one of single, mirror,'],
    ['Placement', `'ssd' in placement.legs.map(l, l.mediaType)`, `"'ssd'"`, 'is one of HDD, SSD'],
    ['Placement', `placement.pairs.all(p, p[0].wearClass == 'new')`, `"'new'"`, 'p[0].wearClass is one of fresh,'],
    ['Placement', `cel.bind(l, placement.layout, l == 'raid1')`, `"'raid1'"`, 'l is one of single,'],
    ['Placement', `placement.legs.all(at, l, l.state == 'up')`, `"'up'"`, 'l.state is one of enabled,'],
    ['Config', `object.kind == 'Enclosur'`, `"'Enclosur'"`, 'object.kind is one of Enclosure, Backend | Did you mean'],
    [
      'Config',
      `config.objects.StorageClass.all(c, c.?reclaimPolicy == optional.none() || c.reclaimPolicy != 'Recycle')`,
      `"'Recycle'"`,
      'one of Delete, Retain',
    ],
  ] as const)('%s: %s', (scope, expression, text, expected) => {
    const problems = problemsOf(
      policyOf(scope, [expression], { kinds: scope === 'Config' ? ['Enclosure', 'Backend'] : [] }),
    );
    expect(problems).toEqual([expect.stringContaining(expected)]);
    expect(problems[0]).toContain(`${text}: policy/type nothing is ever '`);
  });

  it.each([
    ['the value of a parameter', `params.media == '' || drive.mediaType == params.media`],
    ['what a macro hides', `drive.tags.exists(mediaType, mediaType == 'ssd')`],
    ['what is made of such a word', `drive.mediaType.lowerAscii() == 'ssd'`],
    ['two keys of a map', `{'ssd': 1}.exists(k, k == 'nvme')`],
  ])('do not include %s', (_, expression) => {
    const parameters = [{ name: 'media', type: 'string', value: '' }] as const;
    expect(problemsOf(policyOf('Drive', [expression], { parameters }))).toEqual([]);
  });
});

describe('every expression is looked at', () => {
  it('reports them all', () => {
    const policy = policyOf('Request', [], {
      matchConditions: [{ name: 'c', expression: 'request.size > 3' }],
      variables: [
        { name: 'big', expression: 'request.sizeGiB > "3"' },
        { name: 'huge', expression: 'variables.big && variables.bigger' },
      ],
      validations: [validation('1 + '), validation('request.sizeGiB'), validation('true', 'request.sizeGiB')],
    });
    expect(problemsOf(policy)).toEqual([
      'matchConditions.0.expression "size": policy/type No such key: size',
      'variables.0.expression "request.sizeGiB > "3"": policy/type no such overload: int > string',
      'variables.1.expression "bigger": policy/type No such key: bigger',
      'validations.0.expression "": policy/syntax the expression ends where a value is expected',
      'validations.1.expression "request.sizeGiB": policy/not-bool the expression must be of type bool, not int',
      'validations.2.messageExpression "request.sizeGiB": policy/type the expression must be of type string, not int',
    ]);
  });

  it('knows the type of a variable, and only those before it', () => {
    const variables = [
      { name: 'racks', expression: 'placement.spreadOver("rack")' },
      { name: 'tags', expression: 'request.parameters.requiredTags.split(",")' },
      { name: 'nothing', expression: '[]' },
    ];
    const using = (expression: string): readonly string[] =>
      problemsOf(policyOf('Placement', [expression], { variables }));
    expect(using('variables.racks >= 2 && variables.tags.all(t, t != "") && variables.nothing.size() == 0')).toEqual(
      [],
    );
    expect(using('variables.racks == "2"')).toEqual([expect.stringContaining('no such overload: int == string')]);
    expect(
      problemsOf(
        policyOf('Placement', ['true'], { variables: [{ name: 'a', expression: 'variables.b' }, ...variables] }),
      ),
    ).toEqual([expect.stringContaining('No such key: b')]);
  });

  it('leaves policies with problems out and keeps the others', () => {
    const { compiled } = compilePolicies([policyOf('Request', ['1']), policyOf('Request', ['true'])]);
    expect(compiled.request).toHaveLength(1);
  });
});

describe('what can only be ended', () => {
  const walks = (read: string, depth = 3): string =>
    Array.from({ length: depth }).reduce<string>(
      (inner, _, at) => `lists.range(100).all(v${String(at)}, ${inner})`,
      read,
    );
  const NEVER = walks('request.sizeGiB > 0');

  it('is refused, with the steps at which it is ended and the part that takes too many', () => {
    expect(problemsOf(policyOf('Request', [`request.sizeGiB > 1 && ${NEVER}`]))).toEqual([
      `validations.0.expression "${NEVER}": policy/too-costly the expression never comes to true: it is ended at 500,000 steps, and ${NEVER} takes 4,030,303 or more, whatever it reads | Shorten the lists that are written out in it, or walk over fewer of them inside one another.`,
    ]);
  });

  it.each<[string, Partial<PlacementPolicy>, string]>([
    ['a condition', { matchConditions: [{ name: 'c', expression: NEVER }] }, 'matchConditions.0.expression'],
    [
      'a variable',
      { variables: [{ name: 'v', expression: `lists.range(999).map(x, lists.range(999).map(y, x + y))` }] },
      'variables.0.expression',
    ],
    [
      'a message',
      {
        validations: [
          validation('false', `lists.range(999).map(x, lists.range(999).map(y, x)).size() > 0 ? 'a' : 'b'`),
        ],
      },
      'validations.0.messageExpression',
    ],
    [
      'a walk over what a variable stands for',
      {
        variables: [{ name: 'v', expression: 'lists.range(999)' }],
        validations: [validation('variables.v.all(x, variables.v.exists_one(y, x == y))')],
      },
      'validations.0.expression',
    ],
  ])('is refused in %s', (_, changes, path) => {
    expect(problemsOf(policyOf('Request', [], changes))).toEqual([
      expect.stringMatching(new RegExp(`^${path} .*policy/too-costly the expression never `)),
    ]);
  });

  it.each([
    ['what need not be asked', `request.sizeGiB > 1 || ${NEVER}`],
    ['what ends early where all is well', `!(${NEVER})`],
    ['what may be left unread', `request.sizeGiB > 1 ? ${NEVER} : true`],
    [
      'what is long only where fields are',
      'request.pools.all(a, request.pools.all(b, request.pools.all(c, a.drives + b.drives != c.drives)))',
    ],
  ])('does not include %s', (_, expression) => {
    expect(problemsOf(policyOf('Request', [expression]))).toEqual([]);
  });
});

describe('levels', () => {
  it.each([
    'placement.survives("rak")',
    'placement.spreadOver("rak") >= 2',
    '"rak" in placement.survived',
    'placement.legs.map(l, l.domains["rak"]).distinct().size() >= 2',
  ])('%s', (expression) => {
    expect(problemsOf(policyOf('Placement', [expression]), ['rack', 'storageGroup', 'enclosure'])).toEqual([
      'validations.0.expression ""rak"": reference/not-found no level is called rak | Did you mean rack?',
    ]);
    expect(problemsOf(policyOf('Placement', [expression]))).toEqual([]);
  });

  it('lists them when none comes close', () => {
    expect(
      problemsOf(policyOf('Placement', ['placement.survives("building")']), ['storageGroup', 'enclosure']),
    ).toEqual([expect.stringContaining('The levels are storageGroup, enclosure.')]);
  });
});

describe('patterns', () => {
  const rule = Array.from({ length: 64 }, (_, at) => `request.name.matches('(a|b${String(at)}|c){1,90}')`).join(' && ');
  const policies = Array.from({ length: 64 }, () => policyOf('Request', [rule]));

  it('are bounded together, whatever each of them is: 64 policies of 64 large ones are soon refused', () => {
    const { compiled, problems } = compilePolicies(policies);
    expect(compiled.request.length).toBeLessThan(10);
    expect(problems.at(-1)?.message).toBe('the patterns of all rules together are too large');
  });
});
