// Whether the parameters of a class give the layout that its specs are meant to run on.
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What csi-sanity asks for by default. */
const SIZE_BYTES = 10n * 2n ** 30n;

/** Makes a volume, asks the running server how it lies, and takes it away again. Answers what is wrong. */
export async function layoutProblems({ client, state, root }, { SINGLE_NODE_WRITER }, { name, layout, parameters }) {
  const created = await client.controller.createVolume({
    name,
    parameters,
    capacityRange: { requiredBytes: SIZE_BYTES },
    volumeCapabilities: [{ accessType: { case: 'block', value: {} }, accessMode: { mode: SINGLE_NODE_WRITER } }],
  });
  if (created.kind === 'error') return [`no volume of class ${name}: ${created.status} ${created.message}`];
  const found = await layoutOf(root, state, name);
  const deleted = await client.controller.deleteVolume({ volumeId: created.value.volume.volumeId });
  return [
    ...(found === layout ? [] : [`class ${name} gives the layout ${found}, not ${layout}`]),
    ...(deleted.kind === 'error' ? [`a volume of class ${name} cannot be deleted: ${deleted.message}`] : []),
  ];
}

async function layoutOf(root, state, name) {
  const stowage = path.join(root, 'bin', 'stowage');
  const { stdout } = await run(process.execPath, [stowage, 'get', 'volumes', '-o', 'json', '--state', state]);
  return JSON.parse(stdout).items.find((volume) => volume.name === name)?.layout;
}
