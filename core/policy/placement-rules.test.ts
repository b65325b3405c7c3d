import { describe, expect, it } from 'vitest';
import { compilePolicies, constraintsFor, reviewPlacement } from './index.ts';
import { compiled, driveClassOf, policyOf, requestOf, viewOf } from './testing/policies.ts';

/** What a rule comes to for a request: `survive rack`, `spread rack 2`, `drive`, `filter`, `refused`. */
function formsOf(
  expression: string,
  parameters: Readonly<Record<string, string>> = {},
  variables: readonly { name: string; expression: string }[] = [],
  failurePolicy: 'Fail' | 'Ignore' = 'Fail',
): readonly string[] {
  const policy = policyOf('Placement', [expression], { variables, failurePolicy });
  const constraints = constraintsFor(compiled(policy), requestOf(100, parameters));
  return [
    ...constraints.findings.map(({ code }) => `refused ${code}`),
    ...constraints.survive.map(({ level, hard }) => `survive ${level}${hard ? '' : ' softly'}`),
    ...constraints.spread.map(({ level, atLeast }) => `spread ${level} ${String(atLeast)}`),
    ...constraints.drives.map(() => 'drive'),
    ...constraints.layouts.map(() => 'by layout'),
    ...constraints.filters.map(() => 'filter'),
  ];
}

describe('what a placement rule comes to', () => {
  it.each([
    ['true', []],
    ['placement.survives("rack")', ['survive rack']],
    ['placement.survives("rack") && placement.survives("storageGroup")', ['survive rack', 'survive storageGroup']],
    ['"rack" in placement.survived', ['survive rack']],
    ['!!("rack" in placement.survived && placement.layout != "single")', ['survive rack', 'by layout']],
    ['placement.layout in placement.survived', ['by layout']],
    ['"rack" in placement.pools', ['filter']],
    ['placement.survived.size() >= 2', ['filter']],
    ['["rack", "enclosure"].all(level, level in placement.survived)', ['filter']],
    ['placement.spreadOver("rack") >= 3', ['spread rack 3']],
    ['placement.spreadOver("rack") > 2', ['spread rack 3']],
    ['3 <= placement.spreadOver("rack")', ['spread rack 3']],
    ['2 < placement.spreadOver("rack")', ['spread rack 3']],
    ['placement.spreadOver("rack") >= 0', []],
    ['placement.spreadOver("rack") == 2', ['filter']],
    ['placement.spreadOver("rack") <= 2', ['filter']],
    ['placement.legs.map(l, l.enclosure).distinct().size() >= 2', ['spread enclosure 2']],
    ['size(placement.legs.map(l, l.storageGroup).distinct()) > 1', ['spread storageGroup 2']],
    ['placement.legs.map(l, l.domains["rack"]).distinct().size() >= 2', ['spread rack 2', 'drive']],
    ['placement.legs.map(l, l.domains.rack).distinct().size() >= 2', ['spread rack 2', 'drive']],
    ['placement.legs.map(l, l.mediaType).distinct().size() >= 2', ['filter']],
    ['placement.legs.map(l, l.extentGiB > 3, l.enclosure).distinct().size() >= 2', ['filter']],
    ['placement.legs.all(l, l.mediaType == "SSD")', ['drive']],
    ['placement.legs.all(l, l.mediaType == "SSD" && "fast" in l.tags)', ['drive', 'drive']],
    ['placement.legs.all(l, l.tags.exists(t, t.startsWith("gold")))', ['drive']],
    ['!placement.legs.exists(l, l.mediaType == "HDD")', ['drive']],
    ['placement.legs.all(l, l.extentGiB > 10)', ['filter']],
    ['placement.legs.all(l, l.wearClass != "worn-out")', ['drive']],
    ['placement.legs.all(l, l.strandedGiB < 100)', ['filter']],
    ['placement.legs.all(l, l.leftGiB == 0 || l.leftGiB > 10)', ['filter']],
    ['placement.legs.exists(l, l.mediaType == "SSD")', ['filter']],
    ['placement.legs.all(l, placement.legs.exists_one(m, m.enclosure == l.enclosure))', ['filter']],
    ['placement.layout != "single" || placement.sizeGiB < 10', ['filter']],
    ['!!placement.survives("rack")', ['survive rack']],
  ])('%s', (expression, expected) => {
    expect(formsOf(expression)).toEqual(expected);
  });

  const GOLD = { type: 'ssd', requiredTags: 'gold,fast', raidMaxDrives: '4' };
  it.each([
    ['request.parameters.type == "ssd" ? placement.survives("rack") : true', ['survive rack']],
    ['request.parameters.type == "hdd" ? placement.survives("rack") : true', []],
    ['request.parameters.type != "ssd" || placement.survives("rack")', ['survive rack']],
    ['!(request.parameters.type == "ssd") || placement.survives("rack")', ['survive rack']],
    [
      'request.sizeGiB < 10 || placement.survives("rack") && placement.spreadOver("rack") >= 2',
      ['survive rack', 'spread rack 2'],
    ],
    ['request.sizeGiB > 10 || placement.survives("rack")', []],
    ['placement.spreadOver("rack") >= int(request.parameters.raidMaxDrives)', ['spread rack 4']],
    ['request.parameters.requiredTags.split(",").all(t, placement.legs.all(l, t in l.tags))', ['filter']],
    ['placement.legs.all(l, request.parameters.requiredTags.split(",").all(t, t in l.tags))', ['drive']],
    ['placement.legs.all(l, request.parameters.type == "hdd" || l.mediaType == "SSD")', ['drive']],
    ['placement.legs.all(l, request.parameters.type == "ssd" || l.mediaType == "SSD")', []],
    ['request.sizeGiB < 10', ['refused policy/denied']],
    ['placement.survives("rack") && !(request.sizeGiB < 10 && placement.survives("enclosure"))', ['survive rack']],
    ['placement.survives("rack") && request.sizeGiB < 10', ['refused policy/denied']],
    ['request.limitGiB > 10 && placement.survives("rack")', ['refused policy/evaluation']],
    ['request.limitGiB > 10 || placement.survives("rack")', ['filter']],
  ])('with the request known: %s', (expression, expected) => {
    expect(formsOf(expression, GOLD)).toEqual(expected);
  });

  it.each([
    ['variables.both', ['survive rack', 'spread rack 2']],
    ['variables.racks >= variables.least', ['spread rack 2']],
    ['placement.legs.all(l, l.mediaType in variables.kinds)', ['drive']],
    ['variables.kinds.size() == 1 || placement.survives("rack")', []],
    ['variables.distinct >= 2', ['spread enclosure 2']],
    ['placement.legs.all(l, variables.racks >= 2 || l.mediaType == "SSD")', ['filter']],
  ])('through variables: %s', (expression, expected) => {
    const variables = [
      { name: 'racks', expression: 'placement.spreadOver("rack")' },
      { name: 'least', expression: 'request.sizeGiB > 10 ? 2 : 1' },
      { name: 'both', expression: 'placement.survives("rack") && variables.racks >= variables.least' },
      { name: 'kinds', expression: 'request.parameters.type == "ssd" ? ["SSD"] : ["HDD", "SSD"]' },
      { name: 'boxes', expression: 'placement.legs.map(l, l.enclosure)' },
      { name: 'distinct', expression: 'variables.boxes.distinct().size()' },
    ];
    expect(formsOf(expression, GOLD, variables)).toEqual(expected);
  });

  it('leaves what cannot fail safely to the filter under Ignore', () => {
    expect(formsOf('placement.legs.map(l, l.domains.rack).distinct().size() >= 2', {}, [], 'Ignore')).toEqual([
      'filter',
    ]);
    expect(formsOf('request.limitGiB > 10 && placement.survives("rack")', {}, [], 'Ignore')).toEqual([
      'survive rack',
      'filter',
    ]);
  });

  it('takes few steps for each candidate, and still compares every leg with every other', () => {
    const legs = Array.from({ length: 128 }, (_, at) => driveClassOf({ enclosure: `e${String(at)}` }));
    const admits = (rule: string): boolean | undefined =>
      constraintsFor(compiled(policyOf('Placement', [rule])), requestOf(1)).filters[0]?.admits(
        viewOf('striped-mirror', ...legs),
      );
    const pairs = 'placement.legs.all(a, placement.legs.exists_one(b, a.enclosure == b.enclosure))';
    expect(admits(pairs)).toBe(true);
    const tags =
      'placement.legs.all(z, z.tags.size() > 40 || placement.legs.all(a, placement.legs.exists_one(b, a == b)))';
    expect(compilePolicies([policyOf('Placement', [tags])]).problems.map(({ code }) => code)).toEqual([
      'policy/too-costly',
    ]);
  });

  it('does not grow with variables that repeat each other', () => {
    const variables = Array.from({ length: 60 }, (_, at) => {
      const before = `variables.v${String(at - 1)}`;
      return { name: `v${String(at)}`, expression: at === 0 ? 'placement.survives("rack")' : `${before} && ${before}` };
    });
    expect(formsOf('variables.v59', {}, variables)).toEqual(['survive rack']);
  });

  it('tells what a refused rule read', () => {
    const policy = policyOf('Placement', ['request.sizeGiB <= 10 && placement.survives("rack")']);
    expect(constraintsFor(compiled(policy), requestOf(100)).findings).toMatchObject([
      { severity: 'error', values: { 'request.sizeGiB': '100' }, rule: { policy: 'p', index: 0 } },
    ]);
  });

  it('constrains nothing when the policy warns, or does not match', () => {
    const policy = policyOf('Placement', ['placement.survives("rack")']);
    const unmatched = { ...policy, matchConditions: [{ name: 'large', expression: 'request.sizeGiB > 1000' }] };
    const request = requestOf(100);
    const none = {
      drives: [],
      survive: [],
      spread: [],
      workload: [],
      bandwidth: [],
      layouts: [],
      filters: [],
      scores: [],
      findings: [],
    };
    expect(constraintsFor(compiled(unmatched), request)).toEqual(none);
    expect(constraintsFor(compiled({ ...policy, action: 'Audit' }), request)).toEqual(none);
    const view = viewOf('mirror', driveClassOf({ rack: 'r1' }), driveClassOf({ rack: 'r1' }));
    expect(reviewPlacement(compiled({ ...policy, action: 'Audit' }), request, view)).toMatchObject([
      { severity: 'note' },
    ]);
    expect(reviewPlacement(compiled(unmatched), request, view)).toEqual([]);
  });
});
