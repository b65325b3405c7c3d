/** Secrets of every kind are planted, used, and looked for in all that a server writes, keeps and answers. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { expect, it, onTestFinished } from 'vitest';
import { run } from '../../cli/testing/run.ts';
import { connectCsi } from '../../csi/client/csi-client.ts';
import type { CallResult } from '../../csi/client/csi-client.ts';
import { VolumeCapability_AccessMode_Mode } from '../../csi/generated/csi_pb.ts';
import { CONFIG_REPOSITORY } from '../../cli/init/config-repository.ts';
import { folderWithRepository, serveProcess } from './served-process.ts';

const CSI_SECRET = 'planted-csi-secret-4711';
const MOUNT_SECRET = 'planted-mount-secret-4711';
const CUSTOMER_SECRET = 'planted-customer-secret-of-32-bytes-at-least';
const CHAP_SECRET = 'planted-chap-secret-of-32-bytes-or-even-more';

const NODE = 'worker-1';

const FILES = {
  'backend.yaml': (CONFIG_REPOSITORY['backend.yaml'] ?? '').replace(
    '  composable: {}',
    '  composable: { encryption: { secretRef: { name: volume-keys, namespace: stowage-system } } }',
  ),
  'enclosures.yaml': (CONFIG_REPOSITORY['enclosures.yaml'] ?? '').replaceAll('transport: nvmetcp', 'transport: iscsi'),
};

const PARAMETERS = { type: 'slice', requiredTags: 'fast', encrypt: 'true', networkTransportsAllowed: 'iscsi' };

const capability = {
  accessType: { case: 'mount' as const, value: { mountFlags: ['noatime', `password=${MOUNT_SECRET}`] } },
  accessMode: { mode: VolumeCapability_AccessMode_Mode.SINGLE_NODE_WRITER },
};

/** What is confirmed is echoed, as CSI asks: that tells a caller what it said itself, and nobody else. */
const ECHOED = { ...capability, accessType: { case: 'mount' as const, value: {} } };

const secrets = { key: CSI_SECRET };

/** Every call that takes secrets, done, refused and malformed; what was answered, as text. */
async function useSecrets(endpoint: string, folder: string): Promise<readonly string[]> {
  const client = connectCsi(endpoint);
  onTestFinished(() => {
    client.close();
  });
  const { controller, node } = client;
  const answers: string[] = [];
  const told = <Answer>(answer: CallResult<Answer>): CallResult<Answer> => {
    answers.push(JSON.stringify(answer, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)));
    return answer;
  };
  const request = { name: 'db', parameters: PARAMETERS, volumeCapabilities: [capability], secrets };
  const created = told(await controller.createVolume(request));
  if (created.kind === 'error') throw new Error(created.message);
  const volumeId = created.value.volume?.volumeId ?? '';
  told(await controller.createVolume({ ...request, name: `${CSI_SECRET}\n` }));
  told(await controller.createVolume({ ...request, name: 'other', parameters: { type: CSI_SECRET } }));
  const publishing = { volumeId, nodeId: NODE, volumeCapability: capability, secrets };
  const published = told(await controller.controllerPublishVolume(publishing));
  if (published.kind === 'error') throw new Error(published.message);
  const { publishContext } = published.value;
  told(await controller.controllerPublishVolume({ ...publishing, nodeId: CSI_SECRET }));
  const [stagingTargetPath, targetPath] = [path.join(folder, 'staged'), path.join(folder, 'published')];
  const staging = { volumeId, publishContext, stagingTargetPath, volumeCapability: capability, secrets };
  expect(told(await node.nodeStageVolume(staging))).toMatchObject({ kind: 'ok' });
  told(await node.nodeStageVolume({ ...staging, stagingTargetPath: CSI_SECRET }));
  told(await node.nodePublishVolume({ ...staging, targetPath }));
  told(await controller.controllerExpandVolume({ volumeId, capacityRange: { requiredBytes: 2n ** 31n }, secrets }));
  told(await node.nodeExpandVolume({ volumeId, volumePath: targetPath, secrets }));
  told(await controller.deleteVolume({ volumeId: CSI_SECRET, secrets }));
  told(await controller.validateVolumeCapabilities({ volumeId, volumeCapabilities: [ECHOED], secrets }));
  return answers;
}

/** Every file below a folder, as bytes read as latin1; but for those that hold the secrets. */
async function filesOf(folder: string): Promise<readonly (readonly [file: string, text: string])[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((each) => each.isFile()).map((each) => path.join(each.parentPath, each.name));
  const isSecret = (file: string): boolean => /\/(secrets\/.*|[a-z]+\.token)$/.test(file);
  return Promise.all(
    files.filter((file) => !isSecret(file)).map(async (file) => [file, await readFile(file, 'latin1')]),
  );
}

async function answersOf(apiUrl: string, token: string): Promise<readonly string[]> {
  const document = (await (await fetch(`${apiUrl}/openapi.json`)).json()) as { readonly paths: Record<string, object> };
  const urls = Object.entries(document.paths).flatMap(([url, methods]) => ('get' in methods ? [url] : []));
  const headers = { authorization: `Bearer ${token}` };
  return Promise.all(urls.map(async (url) => (await fetch(apiUrl + url.replace('{name}', 'db'), { headers })).text()));
}

const formsOf = (secret: string): readonly string[] => {
  const bytes = Buffer.from(secret);
  return [secret, bytes.toString('hex'), bytes.toString('base64').replaceAll('=', '')];
};

it.each(['text', 'json'])(
  'no planted secret is in what a server writes, keeps and answers (%s)',
  { timeout: 60_000 },
  async (format) => {
    const cwd = await folderWithRepository(FILES);
    const secretFolder = path.join(cwd, '.stowage/secrets/stowage-system');
    await mkdir(secretFolder, { recursive: true });
    await writeFile(path.join(secretFolder, 'volume-keys'), CUSTOMER_SECRET, { mode: 0o600 });
    await writeFile(path.join(secretFolder, 'chap'), CHAP_SECRET, { mode: 0o600 });
    const served = await serveProcess(cwd, ['--node-id', NODE, '--log-format', format, '--log-level', 'debug']);
    await served.until(/active: revision 1/);
    const answers = await useSecrets(served.csiEndpoint, cwd);
    const api = await answersOf(served.apiUrl, served.tokens.admin);
    const bundle = path.join(cwd, 'bundle.tar.gz');
    expect(await run(['support-bundle', '-o', bundle], { cwd })).toMatchObject({ status: 0, stderr: '' });
    served.signal('SIGTERM');
    expect(await served.ended).toBe(0);

    const planted = [CSI_SECRET, MOUNT_SECRET, CUSTOMER_SECRET, CHAP_SECRET, ...Object.values(served.tokens)];
    const texts = new Map<string, string>([
      ['output', served.output()],
      ...answers.map((text, at) => [`answer ${String(at)}`, text] as const),
      ...api.map((text, at) => [`API ${String(at)}`, text] as const),
      ...(await filesOf(path.join(cwd, '.stowage'))),
      ['bundle', (await promisify(gunzip)(await readFile(bundle))).toString('latin1')],
    ]);
    const leaks = planted.flatMap((secret) =>
      [...texts]
        .filter(([, text]) => formsOf(secret).some((form) => text.includes(form)))
        .map(([where]) => `${secret} in ${where}`),
    );
    expect(leaks).toEqual([]);
    expect(served.output()).toContain('NodeStageVolume');
  },
);
