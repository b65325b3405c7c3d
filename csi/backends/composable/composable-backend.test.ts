import { describe, expect, it } from 'vitest';
import { gib } from '../../../core/model/capacity.ts';
import type { BackendName, EnclosureName, LegId, NodeName, PublicationId, VolumeId } from '../../../core/model/ids.ts';
import type { Enclosure, Portal } from '../../../core/model/inventory.ts';
import type { Publication, Volume } from '../../../core/model/volume.ts';
import { openMemoryStore } from '../../../store/memory/memory-store.ts';
import { chapCredentials } from '../../chap.ts';
import type { LegAnswers } from '../../driver/volume-backend.ts';
import { silencedHosts } from '../../driver/testing/silence.ts';
import { declared, enclosureOf, ssd } from '../../testing/enclosures.ts';
import { createComposableBackend } from './composable-backend.ts';
import type { ExportLeg } from './enclosure-host.ts';
import { createSimulatedEnclosures } from './simulated-enclosures.ts';

const NVME: Portal = { transport: 'nvmetcp', address: '192.0.2.1', port: 4420 };
const ISCSI: Portal = { transport: 'iscsi', address: '192.0.2.2', port: 3260 };
const OLD = { ...enclosureOf('old', [ssd('wwn-0x5000000000000001', 100)]), portals: [ISCSI] };
const NEW = { ...enclosureOf('new', [ssd('wwn-0x5000000000000002', 100)]), portals: [ISCSI, NVME] };

/** A mirror with a leg in each of two enclosures. */
const legIn = ({ name, drives }: Enclosure, id: string) => ({
  id: id as LegId,
  drive: drives[0]!.id,
  enclosure: name,
  extent: { start: gib(1), length: gib(11) },
  stranded: gib(0),
});
const mirror: Volume = {
  id: '00000000-0000-4000-8000-000000000001' as VolumeId,
  name: 'pvc-1',
  phase: { kind: 'ready' },
  fingerprint: '',
  size: gib(10),
  parameters: { networkTransportsAllowed: 'iscsi,nvmetcp' },
  backend: 'main' as BackendName,
  layout: 'mirror',
  legs: [legIn(OLD, '00000000-0000-4000-8000-00000000000a'), legIn(NEW, '00000000-0000-4000-8000-00000000000b')],
  reachableFrom: undefined,
  survives: [],
  fsType: 'ext4',
  mode: 'mount',
  encryption: undefined,
  integrity: { dropped: [], rebuilding: [], use: 'stopped' },
  made: true,
  unfenced: [],
  generation: 1,
  revision: 1 as Volume['revision'],
  reasons: [],
};
const [far] = mirror.legs as [Volume['legs'][number]];
const publication: Publication = {
  id: '00000000-0000-4000-8000-0000000000ff' as PublicationId,
  volume: mirror.id,
  node: 'node-1' as NodeName,
  mode: 'mount',
  accessMode: 'ReadWriteOnce',
  readonly: false,
  phase: 'publishing',
  transports: ['iscsi', 'nvmetcp'],
  exports: [],
};
const fence = { epoch: 1, generation: 1 };

function opened(enclosures: readonly Enclosure[] = [OLD, NEW]) {
  const simulated = createSimulatedEnclosures({ store: openMemoryStore(), declared: declared(...enclosures) });
  const { hosts, ...silence } = silencedHosts(simulated);
  const backend = createComposableBackend(hosts, declared(...enclosures));
  const publish = (volume = mirror) =>
    backend.publish({
      volume,
      publication,
      legs: volume.legs,
      chap: (leg) => chapCredentials(publication.id, `secret of ${leg}`),
      fence,
    });
  return { simulated, backend, publish, ...silence };
}

const told = (answers: LegAnswers<unknown>): readonly string[] =>
  answers.map(({ outcome }) => (outcome.kind === 'ok' ? 'ok' : outcome.code));

describe('the composable backend', () => {
  it('exports each leg by the transport of its own enclosure, and gives CHAP secrets to iSCSI alone', async () => {
    const { simulated } = opened();
    const commands: ExportLeg[] = [];
    const listening = {
      ...simulated,
      of: (name: EnclosureName) => ({
        ...simulated.of(name),
        exportLeg: (command: ExportLeg) => {
          commands.push(command);
          return simulated.of(name).exportLeg(command);
        },
      }),
    };
    const backend = createComposableBackend(listening, declared(OLD, NEW));
    expect(backend.chooseTransports(mirror)).toEqual({ kind: 'ok', value: ['iscsi', 'nvmetcp'] });
    await backend.create(mirror, fence);
    const chap = (leg: LegId) => chapCredentials(publication.id, `secret of ${leg}`);
    const answers = await backend.publish({ volume: mirror, publication, legs: mirror.legs, chap, fence });
    expect(told(answers)).toEqual(['ok', 'ok']);
    expect(commands.map(({ portal, chap: secret }) => [portal, secret?.reveal()])).toEqual([
      [ISCSI, `secret of ${far.id}`],
      [NVME, undefined],
    ]);
    expect(answers.map(({ outcome }) => outcome.kind === 'ok' && outcome.value)).toMatchObject([ISCSI, NVME]);
  });

  it('has every leg but those of a silent host', async () => {
    const { backend, publish, silence, wake } = opened();
    await backend.create(mirror, fence);
    silence(OLD.name, 'deaf');
    expect(told(await publish())).toEqual(['out-of-reach', 'ok']);
    expect(told(await backend.grow(mirror, fence))).toEqual(['out-of-reach', 'ok']);
    const withdraw = { volume: mirror, publication: publication.id, legs: mirror.legs, fence };
    expect(told(await backend.unpublish(withdraw))).toEqual(['out-of-reach', 'ok']);
    expect(await backend.release(mirror, fence)).toMatchObject({ kind: 'error', code: 'unavailable' });
    wake(OLD.name);
    expect(told(await backend.unpublish(withdraw))).toEqual(['ok', 'ok']);
    expect(await backend.release(mirror, fence)).toMatchObject({ kind: 'ok' });
  });

  it('tells a leg that is gone from a host that will not', async () => {
    const { backend, publish, simulated } = opened();
    expect(told(await publish())).toEqual(['out-of-reach', 'out-of-reach']);
    await backend.create(mirror, fence);
    await simulated.of(NEW.name).withdrawExport({
      fence: { epoch: 2, generation: 1 },
      volume: mirror.id,
      publication: publication.id,
    });
    expect(told(await publish())).toEqual(['ok', 'refused']);
  });

  it('is refused legs that another publication has, until it has withdrawn them from there', async () => {
    const { backend, publish, simulated } = opened();
    await backend.create(mirror, fence);
    const other = '00000000-0000-4000-8000-0000000000fe' as PublicationId;
    const { volume, leg, drive } = { volume: mirror.id, leg: far.id, drive: far.drive };
    const stray = {
      volume,
      leg,
      drive,
      publication: other,
      node: 'node-2' as NodeName,
      portal: ISCSI,
      chap: undefined,
    };
    await simulated.of(OLD.name).exportLeg({ ...stray, fence });
    expect(told(await publish())).toEqual(['refused', 'ok']);
    await backend.unpublish({ volume: mirror, publication: other, legs: mirror.legs, fence });
    expect(told(await publish())).toEqual(['ok', 'ok']);
  });

  it('grows a dropped leg before it exports it', async () => {
    const { backend, publish, simulated } = opened();
    await backend.create(mirror, fence);
    const extent = { start: gib(1), length: gib(21) };
    const legs = mirror.legs.map((leg) => ({ ...leg, extent }));
    await publish({ ...mirror, legs, integrity: { dropped: [far.id], rebuilding: [], use: 'in-use' } });
    const lengths = await Promise.all(
      [OLD, NEW].map(async ({ name }) => {
        const seen = await simulated.of(name).observe();
        return seen.kind === 'ok' && seen.value.legs.map((leg) => leg.extent.length);
      }),
    );
    expect(lengths).toEqual([[21], [11]]);
  });

  it('chooses no transport without a portal, except for a leg that is dropped', () => {
    const { backend } = opened([{ ...OLD, portals: [] }, NEW]);
    expect(backend.chooseTransports(mirror)).toMatchObject({ kind: 'error', code: 'unavailable' });
    const without: Volume = { ...mirror, integrity: { dropped: [far.id], rebuilding: [], use: 'stopped' } };
    expect(backend.chooseTransports(without)).toMatchObject({ kind: 'ok', value: [expect.any(String), 'nvmetcp'] });
  });
});
