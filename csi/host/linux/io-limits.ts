import type { IoLimits } from '../../../core/model/attributes.ts';
import { isUnlimited, sameLimits } from '../../../core/model/attributes.ts';
import { failed, ok } from '../../services/outcome.ts';
import type { DriverOutcome } from '../../services/outcome.ts';
import type { System } from '../../system/system.ts';
import type { LimitedVolume } from '../node-host.ts';
import { deviceNumber, kernelName } from './block-devices.ts';
import { arrayPath, containerPath } from './device-names.ts';
import type { LinuxParts } from './linux-parts.ts';

const CGROUPS = '/sys/fs/cgroup';

/** Of the pods of Kubernetes, as kubelet names it with systemd's driver of cgroups, and with its own. */
const OF_PODS = [`${CGROUPS}/kubepods.slice`, `${CGROUPS}/kubepods`];

/**
 * Limits what all pods together take of the device that they see. The kernel forgets it with the device.
 * Source: Linux, Documentation/admin-guide/cgroup-v2.rst, "io.max".
 */
export async function limitIo(
  { system, ioCgroup }: LinuxParts,
  { volume, encrypted, limits }: LimitedVolume,
): Promise<DriverOutcome<undefined>> {
  const device = await numberOf(system, encrypted ? containerPath(volume) : arrayPath(volume));
  const lifts = isUnlimited(limits);
  if (device === undefined) {
    return lifts ? ok(undefined) : failed('not-staged', `the device of volume ${volume} is not there`);
  }
  const file = await limitsFile(system, ioCgroup);
  // Where nothing can be limited, nothing is.
  if (file.kind === 'error') return lifts ? ok(undefined) : file;
  const standing = limitsIn((await system.readText(file.value)) ?? '', device);
  if (!sameLimits(standing, limits)) await system.writeText(file.value, `${device} ${limitText(limits)}`);
  return ok(undefined);
}

async function numberOf(system: System, path: string): Promise<string | undefined> {
  const name = await kernelName(system, path);
  return name === undefined ? undefined : deviceNumber(system, name);
}

/** Errors: unsupported. */
async function limitsFile(system: System, ioCgroup: string | undefined): Promise<DriverOutcome<string>> {
  const why = await whyNoLimits(system);
  if (why !== undefined) return failed('unsupported', why);
  const cgroup = await podsCgroup(system, ioCgroup);
  if (cgroup === undefined) return failed('unsupported', noCgroup(ioCgroup));
  const file = `${cgroup}/io.max`;
  if ((await system.readText(file)) === undefined) await enableIo(system, cgroup);
  if ((await system.readText(file)) !== undefined) return ok(file);
  return failed('unsupported', `${file} is not there: another program keeps the io controller from ${cgroup}`);
}

/** Why this node can limit nothing; `undefined` where it can. */
export async function whyNoLimits(system: System): Promise<string | undefined> {
  const controllers = await system.readText(`${CGROUPS}/cgroup.controllers`);
  if (controllers === undefined) {
    return `this node has no cgroup v2 at ${CGROUPS}; boot it with systemd.unified_cgroup_hierarchy=1`;
  }
  return controllers.split(' ').includes('io')
    ? undefined
    : `the kernel of this node offers no io controller in ${CGROUPS}/cgroup.controllers`;
}

async function podsCgroup(system: System, ioCgroup: string | undefined): Promise<string | undefined> {
  for (const cgroup of ioCgroup === undefined ? OF_PODS : [ioCgroup]) {
    if ((await system.kindOf(cgroup)) === 'directory') return cgroup;
  }
  return undefined;
}

const noCgroup = (ioCgroup: string | undefined): string =>
  ioCgroup === undefined
    ? `no cgroup of Kubernetes' pods is at ${OF_PODS.join(' or ')}; name it with --io-cgroup`
    : `${ioCgroup} is no cgroup; --io-cgroup names the one of Kubernetes' pods`;

/** For each cgroup from the root down to the one above it, as the kernel wants it. */
async function enableIo(system: System, cgroup: string): Promise<void> {
  const names = cgroup.slice(CGROUPS.length + 1).split('/');
  for (const depth of names.keys()) {
    const file = [CGROUPS, ...names.slice(0, depth), 'cgroup.subtree_control'].join('/');
    const enabled = (await system.readText(file))?.split(' ').includes('io') ?? false;
    if (!enabled) await system.writeText(file, '+io');
  }
}

const WORDS: readonly (readonly [string, keyof IoLimits])[] = [
  ['rbps', 'readBandwidth'],
  ['wbps', 'writeBandwidth'],
  ['riops', 'readIops'],
  ['wiops', 'writeIops'],
];

const limitText = (limits: IoLimits): string =>
  WORDS.map(([word, measure]) => `${word}=${String(limits[measure] ?? 'max')}`).join(' ');

/** A device without a line has no limits. */
function limitsIn(text: string, device: string): IoLimits {
  const line = text.split('\n').find((each) => each.startsWith(`${device} `)) ?? '';
  const words = new Map(line.split(' ').map((word) => word.split('=', 2) as [string, string]));
  return Object.fromEntries(
    WORDS.flatMap(([word, measure]) => {
      const limit = Number(words.get(word));
      return Number.isNaN(limit) ? [] : [[measure, limit]];
    }),
  );
}
