import { InvalidArgumentError } from 'commander';
import { gibCeil, parseQuantity } from '../../core/model/capacity.ts';
import type { GiB } from '../../core/model/capacity.ts';
import type { ClusterEndpoint, ListenAddress } from '../commands/options.ts';

const UNIT_MILLISECONDS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
const LONGEST_MILLISECONDS = 24 * 3_600_000;

/** `500ms`, `10s`, `1m`, `2h` in milliseconds; from 1 ms to a day. */
export function parseDuration(text: string): number {
  const [, count = '', unit = ''] = /^(\d{1,9})(ms|s|m|h)$/.exec(text) ?? [];
  const scale = UNIT_MILLISECONDS[unit];
  if (scale === undefined) throw new InvalidArgumentError('Say a number and a unit, such as 500ms, 10s or 1m.');
  const milliseconds = Number(count) * scale;
  if (milliseconds < 1 || milliseconds > LONGEST_MILLISECONDS) {
    throw new InvalidArgumentError('It must lie between 1ms and 24h.');
  }
  return milliseconds;
}

/** The largest size that stays exact as a count of GiB in every sum. */
const LARGEST_BYTES = 2n ** 60n;

/** A Kubernetes quantity as the GiB that hold it. */
export function parseSize(text: string): GiB {
  const bytes = parseQuantity(text);
  if (bytes === undefined) throw new InvalidArgumentError('Say a Kubernetes quantity, such as 10Gi, 500G or 1.5Ti.');
  if (bytes === 0n) throw new InvalidArgumentError('A volume has at least 1 byte.');
  if (bytes > LARGEST_BYTES) throw new InvalidArgumentError('It must not be over 1Ei.');
  return gibCeil(bytes);
}

/** `127.0.0.1:8480` or `[::1]:8480`. The host is never left out: listening everywhere is said, not slipped into. */
export function parseListenAddress(text: string): ListenAddress {
  const match = /^(?:\[([0-9A-Fa-f:.]{2,45})\]|([A-Za-z0-9.-]{1,253})):(\d{1,5})$/.exec(text);
  const host = match?.[1] ?? match?.[2];
  const port = Number(match?.[3]);
  if (host === undefined || port > 65_535) {
    throw new InvalidArgumentError('Say host and port, such as 127.0.0.1:8480 or [::1]:8480.');
  }
  return { host, port };
}

/** The base URL of a server. */
export function parseServerUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.search !== '' || url.hash !== '') {
    throw new InvalidArgumentError('Say a URL such as http://127.0.0.1:8480.');
  }
  return url;
}

/** How many volumes a node takes; Kubernetes counts them in 32 bits. */
export function parseVolumeLimit(text: string): number {
  const limit = /^[0-9]{1,10}$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > 2 ** 31 - 1) throw new InvalidArgumentError('Say a whole number from 1 on.');
  return limit;
}

/** `/sys/fs/cgroup/kubepods.slice`: a cgroup below the root, which has no limits of its own. */
export function parseCgroup(text: string): string {
  if (!/^\/sys\/fs\/cgroup(\/[A-Za-z0-9_.@:-]{1,255}){1,16}$/.test(text) || text.includes('/../')) {
    throw new InvalidArgumentError('Say a cgroup by its path, such as /sys/fs/cgroup/kubepods.slice.');
  }
  return text;
}

/** CSI takes node ids of up to 256 bytes; Kubernetes' node names are DNS names of up to 253. */
export function parseNodeName(text: string): string {
  if (!/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/.test(text)) {
    throw new InvalidArgumentError("Say a name as Kubernetes has them: lower-case letters, digits, '-' and '.'.");
  }
  return text;
}

/** The UUID of a domain: of one store, and of the drives that it looks after. */
export function parseDomain(text: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)) {
    throw new InvalidArgumentError('Say the UUID that "stowage serve" logs when it starts, in lower case.');
  }
  return text;
}

/** A CSI volume name: at most 128 bytes, no control characters. */
export function parseVolumeName(text: string): string {
  if (!/^[^\p{Cc}\s]+$/u.test(text) || Buffer.byteLength(text) > 128) {
    throw new InvalidArgumentError('A name has 1 to 128 bytes, without spaces and control characters.');
  }
  return text;
}

/** A whole number within bounds. */
export const parseWhole =
  (least: number, most: number) =>
  (text: string): number => {
    const number = Number(text);
    if (/^\d{1,9}$/.test(text) && number >= least && number <= most) return number;
    throw new InvalidArgumentError(`Say a whole number from ${String(least)} to ${String(most)}.`);
  };

/** `80`: a whole number from 0 to 100. */
export function parsePercent(text: string): number {
  const percent = Number(text);
  if (/^\d{1,3}$/.test(text) && percent <= 100) return percent;
  throw new InvalidArgumentError('Say a whole number from 0 to 100.');
}

/** `https://etcd-0:2379,https://etcd-1:2379`, as kube-apiserver takes them. */
export function parseEtcdServers(text: string): readonly [URL, ...URL[]] {
  const urls = text.split(',').map((one) => (URL.canParse(one) ? new URL(one) : undefined));
  const [first, ...others] = urls.flatMap((url) => (url && isServer(url) ? [url] : []));
  if (!first || others.length + 1 < urls.length) {
    throw new InvalidArgumentError('Say URLs with host and port, such as https://etcd-0:2379,https://etcd-1:2379.');
  }
  return [first, ...others];
}

const isServer = ({ protocol, port, username, pathname, search, hash }: URL): boolean =>
  /^https?:$/.test(protocol) && port !== '' && username === '' && pathname === '/' && search === '' && hash === '';

/** A path in etcd's keys, as kube-apiserver has `/registry`. */
export function parseEtcdPrefix(text: string): string {
  if (!/^(\/[A-Za-z0-9._-]{1,63}){1,8}\/?$/.test(text)) {
    throw new InvalidArgumentError("Say a path such as /stowage: of letters, digits, '.', '_' and '-'.");
  }
  return text;
}

/** A DNS label, as clusters are called. */
export function parseClusterName(text: string): string {
  if (!/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(text)) {
    throw new InvalidArgumentError("Say a name of lower-case letters, digits and '-', of up to 63 characters.");
  }
  return text;
}

/** `east=unix:///run/stowage/east.sock`; once for each cluster. */
export function addClusterEndpoint(text: string, before: readonly ClusterEndpoint[] = []): readonly ClusterEndpoint[] {
  const [, name = '', endpoint = ''] = /^([^=]*)=(.+)$/.exec(text) ?? [];
  const cluster = parseClusterName(name);
  if (before.some((each) => each.cluster === cluster)) {
    throw new InvalidArgumentError(`It names ${cluster} twice: say one socket for each cluster.`);
  }
  return [...before, { cluster, endpoint }];
}
