import { describe, expect, it } from 'vitest';
import { containerPath } from './device-names.ts';
import { createLinuxNodeHost } from './linux-node-host.ts';
import { nodeWithArray } from './testing/mounting-node.ts';
import { VOLUME } from './testing/scripted-node.ts';

const OK = { kind: 'ok', value: undefined };
const ROOT = '/sys/fs/cgroup';
const PODS = `${ROOT}/kubepods.slice`;
const LIMITS = { readIops: 500, writeBandwidth: 1_000_000 };

/** A node whose kubelet has made a cgroup for pods. */
function nodeWithPods({ controllers = 'cpu io memory', pods = PODS, io = true } = {}) {
  const node = nodeWithArray();
  const { files, directories } = node.system;
  files.set(`${ROOT}/cgroup.controllers`, controllers);
  files.set(`${ROOT}/cgroup.subtree_control`, io ? 'cpu io' : 'cpu');
  directories.add(pods);
  if (io) files.set(`${pods}/io.max`, '');
  return node;
}

const limited = (limits: object = LIMITS, encrypted = false) => ({ volume: VOLUME, encrypted, limits });

describe('limits of I/O', () => {
  it.each([PODS, `${ROOT}/kubepods`])('are set once in %s, for the device that pods see', async (pods) => {
    const { host, system, happened } = nodeWithPods({ pods });
    expect(await host.limitIo(limited())).toEqual(OK);
    const line = '9:127 rbps=max wbps=1000000 riops=500 wiops=max';
    expect(happened()).toEqual([`write ${pods}/io.max: ${line}`]);
    system.files.set(`${pods}/io.max`, `8:0 rbps=1 wbps=max riops=max wiops=max\n${line}`);
    expect(await host.limitIo(limited())).toEqual(OK);
    expect(happened()).toEqual([]);
    expect(await host.limitIo(limited({}))).toEqual(OK);
    expect(happened()).toEqual([`write ${pods}/io.max: 9:127 rbps=max wbps=max riops=max wiops=max`]);
  });

  it('are those of the container, where there is one', async () => {
    const { host, system, happened } = nodeWithPods();
    system.links.set(containerPath(VOLUME), '/dev/dm-3');
    system.files.set('/sys/class/block/dm-3/dev', '253:3');
    expect(await host.limitIo(limited(LIMITS, true))).toEqual(OK);
    expect(happened().join()).toContain('253:3 ');
  });

  it('have the controller enabled, from the root down', async () => {
    const { system, happened } = nodeWithPods({ io: false });
    const ioCgroup = `${ROOT}/kubelet/pods`;
    system.directories.add(ioCgroup);
    system.files.set(`${ROOT}/kubelet/cgroup.subtree_control`, 'cpu');
    const host = createLinuxNodeHost({ system, ioCgroup });
    expect(await host.limitIo(limited())).toMatchObject({ code: 'unsupported' });
    expect(happened()).toEqual([
      `write ${ROOT}/cgroup.subtree_control: +io`,
      `write ${ROOT}/kubelet/cgroup.subtree_control: +io`,
    ]);
  });

  it.each([
    ['without cgroup v2', nodeWithArray(), /no cgroup v2/],
    ['whose kernel has no io controller', nodeWithPods({ controllers: 'cpu memory' }), /no io controller/],
    ['without pods', nodeWithPods({ pods: `${ROOT}/other` }), /name it with --io-cgroup/],
  ])('are refused on a node %s, and none are lifted there', async (_, { host }, message) => {
    const why = expect.stringMatching(message) as unknown;
    expect(await host.limitIo(limited())).toMatchObject({ code: 'unsupported', message: why });
    expect(await host.limitIo(limited({}))).toEqual(OK);
  });

  it('need the device, and go with it', async () => {
    const { host, system } = nodeWithPods();
    system.links.clear();
    system.bytes.clear();
    expect(await host.limitIo(limited())).toMatchObject({ code: 'not-staged' });
    expect(await host.limitIo(limited({}))).toEqual(OK);
  });
});
