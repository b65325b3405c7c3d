import type { ClassParameters } from '../model/class.ts';
import type { Claim, Volume } from '../model/volume.ts';

/** Which workload a volume is for, where it can be told. */
export type Workload =
  | {
      readonly kind: 'known';
      /** Namespace and name. */
      readonly key: string;
      /** What the label says; `undefined` where the name of the claim says it. */
      readonly labelled: string | undefined;
    }
  /** Completes "…, and". */
  | { readonly kind: 'unknown'; readonly why: string; readonly help: string };

export function workloadOfRequest({ workloadLabel }: ClassParameters, claim: Claim | undefined): Workload {
  if (!claim) return NO_CLAIM;
  const { namespace, name, labels } = claim;
  if (workloadLabel === undefined) {
    return { kind: 'known', key: keyOf(namespace, nameOfClaim(name)), labelled: undefined };
  }
  const labelled = labels?.get(workloadLabel);
  if (labelled !== undefined) return { kind: 'known', key: keyOf(namespace, labelled), labelled };
  const what = `claim ${namespace}/${name}`;
  return labels
    ? { kind: 'unknown', why: `${what} has no label ${workloadLabel}`, help: 'put the label on the claim' }
    : { kind: 'unknown', why: `the labels of ${what} cannot be read`, help: 'repeat the request' };
}

const NO_CLAIM: Workload = {
  kind: 'unknown',
  why: 'nothing says which claim it is for',
  help: 'run external-provisioner with --extra-create-metadata',
};

/** Of volumes of earlier releases too, which say their claim alone. */
export const workloadOfVolume = ({ claim, workload }: Pick<Volume, 'claim' | 'workload'>): string | undefined =>
  claim && keyOf(claim.namespace, workload ?? nameOfClaim(claim.name));

/** No namespace has a slash in its name. */
const keyOf = (namespace: string, workload: string): string => `${namespace}/${workload}`;

/** A StatefulSet calls its claims `<template>-<set>-<ordinal>`: template and set are the workload. */
function nameOfClaim(name: string): string {
  const at = name.lastIndexOf('-');
  return at > 0 && /^\d+$/.test(name.slice(at + 1)) ? name.slice(0, at) : name;
}
