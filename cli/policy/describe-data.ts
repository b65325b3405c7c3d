import type { Checked } from '../../core/policy/describe/checked-policy.ts';
import type { PolicyForRequest, RuleForm, RuleForRequest } from '../../core/policy/describe/rules-for-request.ts';
import type { DescribedPolicy, LocatedExpression } from './described.ts';

/** A policy as data. Fields are added, never changed. */
export const describeData = (described: DescribedPolicy): object => {
  const { policy, pack, place, reads, exceptions, expressions, always, forRequests } = described;
  const { name, binding, scope, kinds, action, failurePolicy, kubernetesMinor, parameters } = policy;
  return {
    ...{ name, pack, binding, place, scope, kinds, action, failurePolicy },
    kubernetesVersion: kubernetesMinor === undefined ? undefined : `1.${String(kubernetesMinor)}`,
    ...{ parameters, reads, exceptions },
    expressions: expressions.map(expressionData),
    always: always && rulesData(always, described),
    forRequests: forRequests.map(({ requests, comesTo }) => ({ requests, ...comesToData(comesTo, described) })),
  };
};

const expressionData = ({ role, name, index, text, place, checked }: LocatedExpression): object => ({
  ...{ role, name, index, expression: text, place },
  ...checkedData(checked),
});

function checkedData(checked: Checked): object {
  switch (checked.kind) {
    case 'broken':
      return { problems: checked.problems };
    case 'sound': {
      const { type, cost, reads } = checked;
      return { type, reads, cost: { ...cost, percent: (100 * cost.steps) / cost.limit } };
    }
  }
}

const comesToData = (comesTo: PolicyForRequest, described: DescribedPolicy): object =>
  comesTo.kind === 'applies' ? { kind: comesTo.kind, rules: rulesData(comesTo.rules, described) } : comesTo;

function rulesData(rules: readonly RuleForRequest[], { admitted }: DescribedPolicy): readonly object[] {
  const formData = (form: RuleForm): object =>
    form.kind === 'drive-predicate' ? { kind: form.kind, expression: form.expression, drives: admitted(form) } : form;
  return rules.map(({ index, forms }) => ({ index, forms: forms.map(formData) }));
}
