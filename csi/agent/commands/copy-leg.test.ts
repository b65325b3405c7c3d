import { describe, expect, it } from 'vitest';
import type { EnclosureOutcome } from '../../backends/composable/enclosure-host.ts';
import { chapCredentials } from '../../chap.ts';
import { createLocalEnclosureHost } from '../local-enclosure-host.ts';
import { DOMAIN, ENCLOSURE, openRig, SECRETS, stillClock } from '../testing/agent-rig.ts';
import type { AgentRig } from '../testing/agent-rig.ts';
import { exported, extent, filling, FIRST, leg, LEG_A, LEG_B, LEG_C, toFill, valueOf } from '../testing/story.ts';

const GIB = 2n ** 30n;
const MIB = 2n ** 20n;

/** Where the first leg and the one to be filled begin on their drives. */
const [SOURCE, TARGET] = [GIB, 9n * GIB];
const DATA = 128n * MIB;
const TEXT = new TextEncoder().encode('what was stored');

/** A leg with a superblock and data near its beginning and its end, and one to be filled. */
async function openFilled(rig = openRig()) {
  const host = rig.start();
  valueOf(await host.cutLeg(leg()));
  valueOf(await host.cutLeg(toFill));
  const [ssd, hdd] = rig.model.drives as [AgentRig['model']['drives'][number], AgentRig['model']['drives'][number]];
  for (const at of [4096n, DATA, DATA + 1400n * MIB]) ssd.written.set(SOURCE + at, TEXT);
  return { rig, host, hdd };
}

const stored = (drive: AgentRig['model']['drives'][number], from: bigint): readonly bigint[] =>
  [...drive.written.keys()].filter((offset) => offset >= from).map((offset) => offset - from);

async function repeated(command: () => Promise<EnclosureOutcome<unknown>>): Promise<void> {
  for (let attempt = 0; attempt < 9; attempt += 1) {
    if ((await command()).kind === 'ok') return;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error('never done');
}

describe('filling a leg', () => {
  it('brings over the data, and not the superblock', async () => {
    const { host, hdd } = await openFilled();
    await repeated(() => host.copyLeg(filling));
    expect(stored(hdd, TARGET)).toEqual([DATA, DATA + 1400n * MIB]);
  });

  it('shows nothing of it before it is whole, also after a restart', async () => {
    const { rig, host } = await openFilled();
    const notFilled = { code: 'unavailable', message: expect.stringContaining('not filled yet') as string };
    expect(await host.exportLeg(exported(toFill))).toMatchObject(notFilled);
    expect(await rig.start().exportLeg(exported(toFill))).toMatchObject(notFilled);
    await repeated(() => host.copyLeg(filling));
    valueOf(await host.exportLeg(exported(toFill)));
  });

  it('writes to no leg that is filled, or was not cut to be', async () => {
    const { rig, host, hdd } = await openFilled();
    await repeated(() => host.copyLeg(filling));
    hdd.written.delete(TARGET + DATA);
    hdd.written.set(TARGET + DATA, new TextEncoder().encode('written since'));
    valueOf(await rig.start().copyLeg(filling));
    expect(new TextDecoder().decode(hdd.written.get(TARGET + DATA))).toBe('written since');
    valueOf(await host.cutLeg({ ...leg(LEG_B), extent: extent(5, 2) }));
    valueOf(await host.copyLeg({ ...filling, leg: LEG_B, drive: leg().drive }));
    expect(stored(rig.model.drives[0]!, 5n * GIB)).toEqual([]);
  });

  it('is refused from a leg that somebody may write to', async () => {
    const { host } = await openFilled();
    valueOf(await host.exportLeg(exported(leg())));
    expect(await host.copyLeg(filling)).toMatchObject({ code: 'exported' });
  });

  it.each([
    { what: 'too short', changes: { lengthKiB: 2 * 2 ** 20 }, code: 'outside-drive' },
    { what: 'not there', changes: { leg: LEG_B }, code: 'unknown-leg' },
    {
      what: 'to be filled from one that is not there',
      changes: { source: { ...filling.source, leg: LEG_B } },
      code: 'unknown-leg',
    },
    { what: "another volume's", changes: { volume: LEG_A as never }, code: 'differs' },
  ])('is refused where the leg is $what', async ({ changes, code }) => {
    const { host } = await openFilled();
    expect(await host.copyLeg({ ...filling, ...changes })).toMatchObject({ code });
  });

  it('waits where the host that exports the source is out of reach', async () => {
    const { host } = await openFilled();
    const [publication, address] = [FIRST, { transport: 'nvmetcp', address: '192.0.2.9', port: 4420 } as const];
    const source = { kind: 'export', leg: LEG_A, publication, chap: chapCredentials('u', 's') } as const;
    const target = `nqn.2026-01.dev.stowage:${FIRST}.${LEG_A}`;
    const outcome = await host.copyLeg({ ...filling, source: { ...source, address: { ...address, target } } });
    expect(outcome).toMatchObject({ code: 'unavailable' });
  });
});

/** A host on which copying stands still until it is let go. */
function withSlowCopies(rig: AgentRig) {
  const waiting: (() => void)[] = [];
  const lengths: string[] = [];
  const system = rig.model.system();
  const host = createLocalEnclosureHost({
    system: {
      ...system,
      run: async (command) => {
        if (command.program !== 'dd') return system.run(command);
        lengths.push(command.args.find((arg) => arg.startsWith('skip=')) ?? '');
        await new Promise<void>((resolve) => waiting.push(resolve));
        return system.run(command);
      },
    },
    store: rig.store,
    secrets: SECRETS,
    domain: DOMAIN,
    enclosure: ENCLOSURE,
    clock: {
      ...stillClock(),
      alarm: (milliseconds) => ({
        rung: milliseconds === 4_000 ? Promise.resolve() : new Promise(() => undefined),
        cancel: () => undefined,
      }),
    },
  });
  const step = async (): Promise<void> => {
    waiting.shift()?.();
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };
  return { host, step, lengths };
}

describe('a copy that takes long', () => {
  const goesOn = (progress: string) => ({
    code: 'underway',
    message: expect.stringContaining(`being filled, ${progress}`) as string,
  });

  it('is told with its progress, keeps its source from everybody, and goes on after a restart', async () => {
    const { rig } = await openFilled();
    const { host, step, lengths } = withSlowCopies(rig);
    expect(await host.copyLeg(filling)).toMatchObject(goesOn('0 GiB of 1 GiB'));
    expect(await host.exportLeg(exported(leg()))).toMatchObject({ code: 'unavailable' });
    await step();
    expect(await host.copyLeg(filling)).toMatchObject(goesOn('1 GiB of 1 GiB'));
    const again = withSlowCopies(rig);
    expect(await again.host.exportLeg(exported(leg()))).toMatchObject({ code: 'unavailable' });
    await again.host.copyLeg(filling);
    expect([lengths[0], again.lengths[0]]).toEqual([`skip=${String(DATA)}`, `skip=${String(DATA + GIB)}`]);
    await again.step();
    valueOf(await again.host.copyLeg(filling));
    valueOf(await again.host.exportLeg(exported(leg())));
  });

  it('ends when the leg is released, and lets go of its source', async () => {
    const { rig } = await openFilled();
    const { host, step, lengths } = withSlowCopies(rig);
    await host.copyLeg(filling);
    expect(await host.releaseLeg(toFill)).toMatchObject({ code: 'underway' });
    await step();
    await repeated(() => host.releaseLeg(toFill));
    expect(lengths).toHaveLength(1);
    expect(valueOf(await host.observe()).legs.map(({ leg: id }) => id)).not.toContain(LEG_C);
    valueOf(await host.exportLeg(exported(leg())));
  });
});
