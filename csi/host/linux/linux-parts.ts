import type { System } from '../../system/system.ts';

/** What the steps of a node on a real kernel work with. */
export interface LinuxParts {
  readonly system: System;
  /** The cgroup of Kubernetes' pods; `undefined` where it has one of the names that kubelet gives it. */
  readonly ioCgroup: string | undefined;
  /** Waits so many milliseconds. */
  readonly pause: (milliseconds: number) => Promise<void>;
}

const INTERVAL_MILLISECONDS = 100;
const ATTEMPTS = 100;

/**
 * Asks until there is an answer; `undefined` where there is none for ten seconds. What the kernel was told shows in
 * sysfs and udev's links a moment later, and nothing says when.
 */
export async function untilFound<Value>(
  { pause }: LinuxParts,
  look: () => Promise<Value | undefined>,
): Promise<Value | undefined> {
  for (let attempt = 1; attempt < ATTEMPTS; attempt++) {
    const found = await look();
    if (found !== undefined) return found;
    await pause(INTERVAL_MILLISECONDS);
  }
  return look();
}
