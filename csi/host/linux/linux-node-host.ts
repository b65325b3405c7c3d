import { setTimeout as pause } from 'node:timers/promises';
import type { VolumeId } from '../../../core/model/ids.ts';
import { failed } from '../../services/outcome.ts';
import type { DriverOutcome } from '../../services/outcome.ts';
import { SystemError } from '../../system/system.ts';
import type { System } from '../../system/system.ts';
import type { NodeHost } from '../node-host.ts';
import { arrayHealth, readmitMember } from './array-members.ts';
import { assembleArray } from './assemble-array.ts';
import { stopArray } from './stop-array.ts';
import { growEncryption, lock, unlock } from './encryption.ts';
import { growFilesystem, makeFilesystem } from './filesystems.ts';
import { growArray } from './grow-array.ts';
import { limitIo } from './io-limits.ts';
import { connectLeg, disconnectLeg } from './legs.ts';
import { takeOverContainer } from './take-over-container.ts';
import { endReplay, takeOverFilesystem } from './take-over-filesystem.ts';
import type { LinuxParts } from './linux-parts.ts';
import { bind, isShown, mount, unbind, unmount, usage } from './mounts.ts';
import { observeNode } from './observe-node.ts';

export interface LinuxNodeHostOptions {
  readonly system: System;
  /** Absolute path of the cgroup of Kubernetes' pods. Left out: one of the names that kubelet gives it. */
  readonly ioCgroup?: string | undefined;
  /** Waits so many milliseconds; by default it does. */
  readonly pause?: (milliseconds: number) => Promise<void>;
}

/** The steps of a node on the kernel it runs on, as root. A host that cannot be asked is `unavailable`. */
export function createLinuxNodeHost({ system, ioCgroup, pause: pausing }: LinuxNodeHostOptions): NodeHost {
  const parts: LinuxParts = { system, ioCgroup, pause: pausing ?? (async (milliseconds) => pause(milliseconds)) };
  const step =
    <Request, Value>(work: (parts: LinuxParts, request: Request) => Promise<DriverOutcome<Value>>) =>
    (request: Request): Promise<DriverOutcome<Value>> =>
      answered(() => work(parts, request));
  return {
    connectLeg: step(connectLeg),
    disconnectLeg: step(disconnectLeg),
    assembleArray: step(assembleArray),
    arrayHealth: step(arrayHealth),
    readmitMember: step(readmitMember),
    growArray: step(growArray),
    stopArray: step(notReplaying(stopArray)),
    takeOverContainer: step(takeOverContainer),
    unlock: step(unlock),
    growEncryption: step(growEncryption),
    lock: step(notReplaying(lock)),
    takeOverFilesystem: step(takeOverFilesystem),
    limitIo: step(limitIo),
    makeFilesystem: step(makeFilesystem),
    mount: step(mount),
    growFilesystem: step(growFilesystem),
    unmount: step(unmount),
    bind: step(bind),
    unbind: step(unbind),
    isShown: step(isShown),
    usage: step(usage),
    bootId: () => bootId(system),
    observe: () => answered(() => observeNode(parts)),
  };
}

/** The staging that was replaying a log of a copy may have been cut off and not be repeated. */
const notReplaying =
  (work: (parts: LinuxParts, volume: VolumeId) => Promise<DriverOutcome<undefined>>) =>
  async (parts: LinuxParts, volume: VolumeId): Promise<DriverOutcome<undefined>> => {
    const ended = await endReplay(parts, volume);
    return ended.kind === 'error' ? ended : work(parts, volume);
  };

async function answered<Value>(work: () => Promise<DriverOutcome<Value>>): Promise<DriverOutcome<Value>> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    const hint = error.code === 'no-such-program' ? '; run "stowage node doctor --fix"' : '';
    return failed('unavailable', `${error.message}${hint}`);
  }
}

async function bootId(system: System): Promise<string> {
  const id = await system.readText('/proc/sys/kernel/random/boot_id');
  if (id === undefined) throw new SystemError('file', 'the kernel does not tell its boot id; is /proc mounted?');
  return id;
}
