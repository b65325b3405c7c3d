import { SystemError } from '../../system/system.ts';
import type { PathKind } from '../../system/system.ts';

/** configfs with nvmet and LIO in it: it refuses what the kernel refuses, in the kernel's words [tried on Linux 6.1]. */
export interface ModelConfigfs {
  readonly nodes: ReadonlyMap<string, ConfigNode>;
  loadModules(modules: readonly string[]): void;
  makeDirectory(path: string): void;
  removeDirectory(path: string): void;
  makeLink(target: string, path: string): void;
  removeFile(path: string): void;
  writeText(path: string, text: string): void;
  /** As the kernel shows it. */
  readText(path: string): string | undefined;
  kindOf(path: string): PathKind;
  list(path: string): readonly string[] | undefined;
  target(path: string): string | undefined;
}

type ConfigNode =
  /** `own`: made by mkdir, not by the kernel. */
  | { readonly kind: 'directory'; readonly own: boolean }
  | { readonly kind: 'link'; readonly target: string }
  | { readonly kind: 'file'; readonly text: string };

export const ROOT = '/sys/kernel/config';
const NVMET = `${ROOT}/nvmet`;
const LIO = `${ROOT}/target`;

/** What comes with a folder that is made; a trailing slash marks a folder. The first that fits counts. */
const DEFAULTS: readonly (readonly [RegExp, Readonly<Record<string, string>>])[] = [
  [
    /\/nvmet\/ports\/\d+$/,
    {
      addr_adrfam: '',
      addr_trtype: '',
      addr_traddr: '',
      addr_trsvcid: '',
      'subsystems/': '',
      'referrals/': '',
      'ana_groups/': '',
      'ana_groups/1/': '',
    },
  ],
  [
    /\/nvmet\/subsystems\/[^/]+$/,
    {
      attr_allow_any_host: '0',
      attr_serial: 'a1b2c3',
      attr_model: 'Linux',
      'allowed_hosts/': '',
      'namespaces/': '',
    },
  ],
  [/\/namespaces\/\d+$/, { device_path: '(null)', device_uuid: '', enable: '0', revalidate_size: '' }],
  [/\/core\/iblock_\d+$/, { hba_info: '', hba_mode: '' }],
  [
    /\/core\/iblock_\d+\/[^/]+$/,
    {
      control: '',
      udev_path: '',
      enable: '0',
      'wwn/': '',
      'wwn/vpd_unit_serial': '',
      'wwn/vendor_id': 'LIO-ORG',
      'attrib/': '',
      'attrib/emulate_tpu': '0',
    },
  ],
  [/\/target\/iscsi$/, { 'discovery_auth/': '', lio_version: 'v4' }],
  [/\/iscsi\/iqn[^/]*$/, { 'param/': '' }],
  [
    /\/tpgt_1$/,
    {
      enable: '0',
      'lun/': '',
      'np/': '',
      'acls/': '',
      'attrib/': '',
      'attrib/authentication': '1',
      'attrib/generate_node_acls': '0',
    },
  ],
  [/\/lun\/lun_\d+$/, { alua_tg_pt_gp: '', 'statistics/': '' }],
  [/\/acls\/[^/]+$/, { 'auth/': '', 'auth/userid': '', 'auth/password': '', info: '' }],
  [/\/acls\/[^/]+\/lun_\d+$/, { write_protect: '0', 'statistics/': '' }],
];

const fail = (errno: string, path: string): never => {
  throw new SystemError('file', `cannot change ${path}: ${errno}`, { errno });
};

/** @param sizeOf how large a block device is; `undefined` where the kernel has none */
export function modelConfigfs(sizeOf: (device: string) => bigint | undefined): ModelConfigfs {
  const exists = (device: string): boolean => sizeOf(device) !== undefined;
  const nodes = new Map<string, ConfigNode>();
  const below = (path: string) => [...nodes.keys()].filter((other) => other.startsWith(`${path}/`));
  const textOf = (path: string): string => {
    const node = nodes.get(path);
    return node?.kind === 'file' ? node.text : '';
  };
  const linksTo = (path: string) => [...nodes].filter(([, node]) => node.kind === 'link' && node.target === path);
  const kindOf = (path: string): PathKind => nodes.get(path)?.kind ?? 'none';
  const put = (path: string, own: boolean): void => {
    nodes.set(path, { kind: 'directory', own });
    const defaults = DEFAULTS.find(([pattern]) => pattern.test(path))?.[1] ?? {};
    for (const [name, text] of Object.entries(defaults)) {
      if (name.endsWith('/')) nodes.set(`${path}/${name.slice(0, -1)}`, { kind: 'directory', own: false });
      else nodes.set(`${path}/${name}`, { kind: 'file', text });
    }
  };
  return {
    nodes,
    loadModules: (modules) => {
      const load = (module: string, folder: string, children: readonly string[]): void => {
        if (!modules.includes(module) || nodes.has(folder)) return;
        for (const name of ['', ...children]) nodes.set(folder + name, { kind: 'directory', own: false });
      };
      load('nvmet', NVMET, ['/subsystems', '/ports', '/hosts']);
      load('target_core_mod', LIO, ['/core', '/core/alua']);
    },
    makeDirectory: (path) => {
      if (nodes.has(path)) return;
      if (kindOf(path.slice(0, path.lastIndexOf('/'))) !== 'directory') fail('ENOENT', path);
      put(path, true);
    },
    removeDirectory: (path) => {
      const node = nodes.get(path);
      if (!node) return;
      if (node.kind !== 'directory' || !node.own) fail('EPERM', path);
      if (linksTo(path).length > 0) fail('EBUSY', path);
      const own = below(path).map((other) => nodes.get(other));
      if (own.some((child) => child?.kind === 'link' || (child?.kind === 'directory' && child.own)))
        fail('ENOTEMPTY', path);
      for (const other of [path, ...below(path)]) nodes.delete(other);
    },
    makeLink: (target, path) => {
      if (nodes.has(path)) fail('EEXIST', path);
      if (kindOf(target) !== 'directory' || kindOf(path.slice(0, path.lastIndexOf('/'))) !== 'directory')
        fail('ENOENT', path);
      const port = /^(.*\/ports\/\d+)\/subsystems\//.exec(path)?.[1];
      if (port !== undefined) bindPort(port, path, nodes, textOf);
      nodes.set(path, { kind: 'link', target });
    },
    removeFile: (path) => {
      if (nodes.get(path)?.kind === 'file') fail('EPERM', path);
      nodes.delete(path);
    },
    writeText: (path, text) => {
      if (nodes.get(path)?.kind !== 'file') fail('ENOENT', path);
      refuseWrite(path, text, { textOf, below, linksTo, exists, nodes });
      const namespace = /^(.*\/namespaces\/\d+)\/(?:enable|revalidate_size)$/.exec(path)?.[1];
      const size = namespace === undefined ? undefined : sizeOf(textOf(`${namespace}/device_path`));
      // The kernel shows the size to initiators alone.
      if (size !== undefined) nodes.set(`${namespace ?? ''}/size`, { kind: 'file', text: String(size) });
      if (!path.endsWith('/revalidate_size')) nodes.set(path, { kind: 'file', text });
    },
    readText: (path) => {
      const node = nodes.get(path);
      if (node?.kind !== 'file') return undefined;
      return path.endsWith('vpd_unit_serial') ? `T10 VPD Unit Serial Number: ${node.text}` : node.text;
    },
    kindOf,
    list: (path) => {
      if (kindOf(path) !== 'directory') return undefined;
      const names = below(path).map((other) => other.slice(path.length + 1));
      return names.filter((name) => !name.includes('/')).sort();
    },
    target: (path) => {
      const node = nodes.get(path);
      return node?.kind === 'link' ? node.target : undefined;
    },
  };
}

/** The kernel opens the socket with the first link, and one address is one port's. */
function bindPort(
  port: string,
  path: string,
  nodes: ReadonlyMap<string, ConfigNode>,
  textOf: (path: string) => string,
) {
  const addressOf = (folder: string): string =>
    ['addr_trtype', 'addr_adrfam', 'addr_traddr', 'addr_trsvcid'].map((name) => textOf(`${folder}/${name}`)).join(' ');
  if (addressOf(port).split(' ').includes('')) fail('EINVAL', path);
  for (const [other, node] of nodes) {
    const bound = node.kind === 'link' ? /^(.*\/ports\/\d+)\/subsystems\//.exec(other)?.[1] : undefined;
    if (bound !== undefined && bound !== port && addressOf(bound) === addressOf(port)) fail('EADDRINUSE', path);
  }
}

interface Around {
  readonly nodes: ReadonlyMap<string, ConfigNode>;
  readonly textOf: (path: string) => string;
  readonly below: (path: string) => readonly string[];
  readonly linksTo: (path: string) => readonly unknown[];
  readonly exists: (device: string) => boolean;
}

function refuseWrite(path: string, text: string, { nodes, textOf, below, linksTo, exists }: Around): void {
  const folder = path.slice(0, path.lastIndexOf('/'));
  const name = path.slice(folder.length + 1);
  const enabled = textOf(`${folder}/enable`) === '1';
  if (name.startsWith('addr_') && below(`${folder}/subsystems`).length > 0) fail('EACCES', path);
  // As if an initiator came as soon as it can.
  if (/^attr_(serial|model)$/.test(name) && linksTo(folder).length > 0) fail('EINVAL', path);
  if (folder.endsWith('/wwn') && linksTo(folder.slice(0, -'/wwn'.length)).length > 0) fail('EINVAL', path);
  if ((name === 'device_path' || name === 'device_uuid') && enabled) fail('EBUSY', path);
  if (name === 'control' && enabled) fail('EEXIST', path);
  if (name !== 'enable' || text !== '1') return;
  if (folder.includes('/namespaces/') && !exists(textOf(`${folder}/device_path`))) fail('EINVAL', path);
  if (!folder.includes('/core/')) return;
  if (enabled) fail('EEXIST', path);
  const device = textOf(`${folder}/control`).replace('udev_path=', '');
  if (!exists(device)) fail('EINVAL', path);
  if (claimedDevices(nodes, textOf).includes(device)) fail('EBUSY', path);
}

/** LIO holds devices for itself; nvmet does not. */
export const claimedDevices = (
  nodes: ReadonlyMap<string, ConfigNode>,
  textOf: (path: string) => string,
): readonly string[] =>
  [...nodes.keys()]
    .filter(
      (path) => /\/core\/iblock_\d+\/[^/]+\/control$/.test(path) && textOf(path.replace('/control', '/enable')) === '1',
    )
    .map((path) => textOf(path).replace('udev_path=', ''));
