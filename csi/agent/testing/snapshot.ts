import type { AgentRig } from './agent-rig.ts';

/** What is made, not what comes with a kernel module. */
const MADE = /\/(?:subsystems|ports|hosts|core|iscsi)\/(?!alua|discovery_auth|lio_version)/;

/** Everything that outlasts an agent, for comparing: drives, kernel, files, records. */
export async function snapshotOf({ model, store }: AgentRig) {
  const records = await store.list('agent/');
  return {
    drives: model.drives.map(({ kernelName, gpt, kernelPartitions, written, dirty, damage, ...drive }) => ({
      kernelName,
      table: gpt && { id: gpt.id, partitions: sorted(gpt.partitions) },
      // Nobody opens the partition of the label: whether the kernel knows it depends on who read the table last.
      kernelPartitions: sorted(kernelPartitions).filter(([number]) => number !== 1),
      written: [...written].map(([offset, bytes]) => [offset, new TextDecoder().decode(bytes).replaceAll('\0', '')]),
      dirty,
      damage,
      signature: drive.signature,
      protectiveMbr: drive.protectiveMbr,
    })),
    configfs: sorted(model.configfs.nodes).filter(([path]) => MADE.test(path)),
    files: sorted(model.files),
    records: records.map(({ key, value }) => [key, value]),
  };
}

const sorted = <Name extends string | number, Value>(map: ReadonlyMap<Name, Value>) =>
  [...map].sort(([one], [other]) => (one < other ? -1 : 1));
