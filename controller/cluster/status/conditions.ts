import type { ClusterObject } from '../api/cluster-api.ts';

/**
 * How an object of ours stands, as people and machines are told. The three conditions are there from the first status on,
 * and at most one of Reconciling and Stalled is true: kstatus and Flux read them in that order.
 */
export type Standing =
  /** What the driver runs is what the object says. */
  | { readonly kind: 'active' }
  /** The driver has not said yet what becomes of it. */
  | { readonly kind: 'pending'; readonly message: string }
  /** A person must act: what ran before goes on. */
  | { readonly kind: 'refused'; readonly message: string };

export interface ConditionOfObject {
  readonly type: 'Ready' | 'Reconciling' | 'Stalled';
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: string;
  readonly message: string;
  readonly observedGeneration: number;
  /** ISO 8601, in seconds. */
  readonly lastTransitionTime: string;
}

export interface StatusOfObject {
  readonly observedGeneration: number;
  readonly conditions: readonly ConditionOfObject[];
}

type Said = Pick<ConditionOfObject, 'status' | 'reason' | 'message'>;

/** API servers refuse more. */
const LONGEST_MESSAGE = 32_768;

/** The status that says so; times are kept where nothing but them would change. */
export function statusOf(standing: Standing, live: ClusterObject, now: Date): StatusOfObject {
  const observedGeneration = live.metadata.generation ?? 0;
  const before = conditionsOf(live);
  const at = `${now.toISOString().slice(0, 19)}Z`;
  const conditions = Object.entries(saidOf(standing)).map(([type, said]): ConditionOfObject => {
    const earlier = before.find((condition) => condition.type === type);
    const lastTransitionTime = earlier?.status === said.status ? earlier.lastTransitionTime : at;
    const message = said.message.slice(0, LONGEST_MESSAGE);
    return { type: type as ConditionOfObject['type'], ...said, message, observedGeneration, lastTransitionTime };
  });
  return { observedGeneration, conditions };
}

function saidOf(standing: Standing): Readonly<Record<ConditionOfObject['type'], Said>> {
  switch (standing.kind) {
    case 'active': {
      const message = 'the driver runs it as it is declared';
      return { Ready: yes('Active', message), Reconciling: no('Done', ''), Stalled: no('Done', '') };
    }
    case 'pending': {
      const { message } = standing;
      const ready: Said = { status: 'Unknown', reason: 'Pending', message };
      return { Ready: ready, Reconciling: yes('Pending', message), Stalled: no('Pending', '') };
    }
    case 'refused': {
      const { message } = standing;
      return { Ready: no('Refused', message), Reconciling: no('Refused', ''), Stalled: yes('Refused', message) };
    }
  }
}

const yes = (reason: string, message: string): Said => ({ status: 'True', reason, message });
const no = (reason: string, message: string): Said => ({ status: 'False', reason, message });

/** What a status of an earlier time says; nothing where there is none. */
function conditionsOf({ status }: ClusterObject): readonly ConditionOfObject[] {
  const conditions = (status as { readonly conditions?: unknown } | undefined)?.conditions;
  return Array.isArray(conditions) ? (conditions as readonly ConditionOfObject[]) : [];
}

/** Whether the live object says so already. */
export const saysSo = (status: StatusOfObject, { status: live }: ClusterObject): boolean => {
  const said = live as Partial<StatusOfObject> | undefined;
  return (
    said?.observedGeneration === status.observedGeneration &&
    said.conditions?.length === status.conditions.length &&
    status.conditions.every((condition) => said.conditions?.some((each) => sameCondition(each, condition)) === true)
  );
};

const sameCondition = (one: ConditionOfObject, other: ConditionOfObject): boolean =>
  one.type === other.type &&
  one.status === other.status &&
  one.reason === other.reason &&
  one.message === other.message &&
  one.observedGeneration === other.observedGeneration;
