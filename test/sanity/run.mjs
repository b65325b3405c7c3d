// Runs csi-sanity against `stowage serve`, on every layout and with both access types.
// Fails on a failed spec, and on a skipped one that the advertised capabilities call for.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { CLASSES, makeConfigurationRepository } from './configuration-repository.mjs';
import { installCsiSanity } from './install-csi-sanity.mjs';
import { advertisedBy, judgeReport } from './judge-report.mjs';
import { layoutProblems } from './layout-of-class.mjs';
import { serveStowage } from './serve-stowage.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const NODE = 'sanity-node';
const MUTABLE_PARAMETERS = { maxIops: '5000', maxWriteBandwidth: '100M', tags: 'sanity' };
const RUN_MILLISECONDS = 5 * 60_000;

/**
 * When the connection gets ready between two looks at it, csi-sanity v5.4.0 waits a minute for it to change and fails
 * (utils/grpcutil.go, Connect): 2 of 36 runs on two busy cores, none of 250 with one thread. Its specs run one by one
 * anyhow.
 */
const ONE_THREAD = { GOMAXPROCS: '1' };

async function main() {
  const executable = await installCsiSanity();
  // Short, because a socket's path must be.
  const folder = await mkdtemp(path.join(tmpdir(), 'sanity-'));
  try {
    const repository = path.join(folder, 'repository');
    await mkdir(repository);
    await makeConfigurationRepository(repository, NODE);
    const served = await serveStowage({ root: ROOT, repository, folder, node: NODE });
    try {
      return await runEveryClass(executable, folder, served);
    } finally {
      await served.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function runEveryClass(executable, folder, served) {
  const enums = await import(path.join(ROOT, 'dist', 'csi', 'generated', 'csi_pb.js'));
  const advertised = await advertisedBy(served.client, enums);
  const total = { passed: 0, failed: 0, skipped: 0, problems: [] };
  for (const each of CLASSES) {
    const problems = await layoutProblems(served, enums.VolumeCapability_AccessMode_Mode, each);
    for (const accessType of each.accessTypes) {
      const name = `${each.name}-${accessType}`;
      const run = { name, parameters: each.parameters, accessType, advertised };
      const verdict = await runSpecs(executable, folder, served, run);
      verdict.problems.push(...problems.splice(0), ...(await leftovers(served.client)));
      report(name, verdict);
      for (const count of ['passed', 'failed', 'skipped']) total[count] += verdict[count];
      total.problems.push(...verdict.problems);
    }
  }
  if (total.problems.length > 0) console.log(`\nlog of stowage serve:\n${served.log()}`);
  console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  return total.problems.length === 0 ? 0 : 1;
}

async function runSpecs(executable, folder, { endpoint }, { name, parameters, accessType, advertised }) {
  const file = (kind) => path.join(folder, `${name}-${kind}`);
  await writeFile(file('parameters.yaml'), JSON.stringify(parameters));
  await writeFile(file('mutable-parameters.yaml'), JSON.stringify(MUTABLE_PARAMETERS));
  const args = [
    `--ginkgo.json-report=${file('report.json')}`,
    `--csi.endpoint=${endpoint}`,
    `--csi.mountdir=${file('target')}`,
    `--csi.stagingdir=${file('staging')}`,
    `--csi.testvolumeaccesstype=${accessType}`,
    `--csi.testvolumeparameters=${file('parameters.yaml')}`,
    `--csi.testvolumemutableparameters=${file('mutable-parameters.yaml')}`,
    ...(advertised.limit.size > 0 ? ['--csi.testnodevolumeattachlimit'] : []),
  ];
  // Its exit status says no more than the report.
  const options = { timeout: RUN_MILLISECONDS, env: { ...process.env, ...ONE_THREAD } };
  await new Promise((resolve) => execFile(executable, args, options, resolve));
  const text = await readFile(file('report.json'), 'utf8').catch(() => '[]');
  return judgeReport(JSON.parse(text), advertised);
}

/** The specs delete what they create: what is still there was lost by the driver. */
async function leftovers(client) {
  const listed = await client.controller.listVolumes({});
  if (listed.kind === 'error') return [`ListVolumes failed: ${listed.status} ${listed.message}`];
  const snapshots = await client.controller.listSnapshots({});
  if (snapshots.kind === 'error') return [`ListSnapshots failed: ${snapshots.status} ${snapshots.message}`];
  return [
    ...listed.value.entries.map(({ volume }) => `left behind: volume ${volume.volumeId}`),
    ...snapshots.value.entries.map(({ snapshot }) => `left behind: snapshot ${snapshot.snapshotId}`),
  ];
}

function report(name, { passed, failed, skipped, problems }) {
  console.log(
    `${problems.length === 0 ? 'ok  ' : 'FAIL'} ${name}: ${passed} passed, ${failed} failed, ${skipped} skipped`,
  );
  for (const problem of problems) console.log(`     ${problem}`);
}

process.exitCode = await main().catch((error) => {
  console.error(`error: ${error.message}`);
  return 2;
});
