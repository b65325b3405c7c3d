import { report } from './checking.ts';
import type { Checking } from './checking.ts';
import type { TextRange } from './tree.ts';

/**
 * Notes a problem when the scope is that of an older Kubernetes.
 * Source: kubernetes, apiserver/pkg/cel/environment/base.go.
 * @param minor the first minor version of Kubernetes 1 that has it; `ours` is in none
 */
export function since(checking: Checking, minor: number | 'ours' | undefined, range: TextRange, what: string): void {
  const { kubernetesMinor } = checking.scope.options;
  if (kubernetesMinor === undefined || minor === undefined) return;
  if (minor === 'ours') report(checking, range, `no version of Kubernetes has ${what}`);
  else if (minor > kubernetesMinor) {
    const versions = `${what} needs Kubernetes 1.${String(minor)} or later, the policy says 1.${String(kubernetesMinor)}`;
    report(checking, range, versions);
  }
}
