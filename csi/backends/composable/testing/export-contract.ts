import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NodeName, PublicationId, VolumeId } from '../../../../core/model/ids.ts';
import type { EnclosureObservation } from '../enclosure-host.ts';
import {
  aLegOn,
  anExportOf,
  expectRefusal,
  extent,
  FENCE,
  patientUnderTest,
  twice,
  valueOf,
} from './enclosure-under-test.ts';
import type { EnclosureUnderTest } from './enclosure-under-test.ts';

const NODE_B = 'node-b' as NodeName;

/** What every host of an enclosure must do with exports, by whatever transport its portal has. */
export function describeExports(name: string, open: () => Promise<EnclosureUnderTest>): void {
  describe(`${name} as the exporter of legs`, () => {
    let given: EnclosureUnderTest;
    beforeEach(async () => {
      given = patientUnderTest(await open());
    });
    afterEach(() => given.blank?.());

    const aLeg = (start = 1) => aLegOn(given.drives[0], { start });

    const cut = async (start?: number) => {
      const leg = aLeg(start);
      valueOf(await given.host.cutLeg(leg));
      return leg;
    };

    const anExport = (leg: ReturnType<typeof aLeg>) => anExportOf(given, leg);

    const observe = async (): Promise<EnclosureObservation> => valueOf(await given.host.observe());

    describe('exporting legs', () => {
      it('answers where, the same at every repeat and after a restart', async () => {
        const wanted = anExport(await cut());
        const exported = valueOf(await given.host.exportLeg(wanted));
        expect(exported.address).toMatchObject(given.portal);
        given = { ...given, host: await given.restart() };
        expect(valueOf(await given.host.exportLeg(wanted))).toEqual(exported);
        const { publication, leg, volume, node } = wanted;
        expect((await observe()).exports).toEqual([{ publication, leg, volume, node, address: exported.address }]);
      });

      it('gives each leg and each publication a target of its own', async () => {
        const one = await cut();
        const other = await cut(20);
        const publication = randomUUID() as PublicationId;
        const targetOf = async (wanted: ReturnType<typeof anExport>) =>
          valueOf(await given.host.exportLeg(wanted)).address.target;
        const both = [
          { ...anExport(one), publication },
          { ...anExport(other), publication },
        ];
        const targets = await Promise.all(both.map(targetOf));
        valueOf(await given.host.withdrawExport(both[0]!));
        targets.push(await targetOf(anExport(one)));
        expect(new Set(targets).size).toBe(3);
      });

      it('has one of a leg at a time: the next only once that is withdrawn, also after a restart', async () => {
        const leg = await cut();
        const first = anExport(leg);
        const second = anExport(leg);
        valueOf(await given.host.exportLeg(first));
        const refusal = {
          kind: 'error',
          code: 'exported',
          message: expect.stringMatching(new RegExp(`${first.publication}.*${second.publication}`)) as string,
        };
        expect(await given.host.exportLeg(second)).toMatchObject(refusal);
        given = { ...given, host: await given.restart() };
        expect(await given.host.exportLeg(second)).toMatchObject(refusal);
        expect((await observe()).exports).toMatchObject([{ publication: first.publication }]);
        valueOf(await given.host.withdrawExport(first));
        await twice(() => given.host.exportLeg(second));
        expect((await observe()).exports).toMatchObject([{ publication: second.publication }]);
      });

      it('gives a leg that two publications ask for at the same time to one of them', async () => {
        const leg = await cut();
        const outcomes = await Promise.all([anExport(leg), anExport(leg)].map((each) => given.host.exportLeg(each)));
        expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['error', 'ok']);
        expect((await observe()).exports).toHaveLength(1);
      });

      it('admits one node by one publication', async () => {
        const wanted = anExport(await cut());
        valueOf(await given.host.exportLeg(wanted));
        await expectRefusal(given.host.exportLeg({ ...wanted, node: NODE_B }), 'differs');
      });

      it('refuses a leg that is not there, or is another volume’s', async () => {
        const leg = await cut();
        await expectRefusal(given.host.exportLeg(anExport(aLeg(50))), 'unknown-leg');
        await expectRefusal(given.host.exportLeg({ ...anExport(leg), volume: randomUUID() as VolumeId }), 'differs');
      });

      it('refuses a transport without a portal', async () => {
        const wanted = { ...anExport(await cut()), portal: given.missingPortal };
        await expectRefusal(given.host.exportLeg(wanted), 'no-portal');
      });
    });

    describe('withdrawing exports', () => {
      it('destroys every one of the publication, and no other', async () => {
        const legs = [await cut(), await cut(20)];
        const publication = randomUUID() as PublicationId;
        for (const leg of legs) valueOf(await given.host.exportLeg({ ...anExport(leg), publication }));
        const kept = anExport(await cut(40));
        valueOf(await given.host.exportLeg(kept));
        const withdraw = { fence: FENCE, volume: legs[0]!.volume, publication };
        await twice(() => given.host.withdrawExport(withdraw));
        expect((await observe()).exports).toMatchObject([{ publication: kept.publication }]);
      });

      it('succeeds for one that never was', async () => {
        const { fence, volume } = aLeg();
        const publication = randomUUID() as PublicationId;
        expect(await given.host.withdrawExport({ fence, volume, publication })).toMatchObject({ kind: 'ok' });
      });
    });

    describe('legs that are exported', () => {
      it('grow in place', async () => {
        const leg = await cut();
        valueOf(await given.host.exportLeg(anExport(leg)));
        await twice(() => given.host.growLeg({ ...leg, extent: extent(1, 20) }));
        expect(await observe()).toMatchObject({ legs: [{ extent: extent(1, 20) }], exports: [{ leg: leg.leg }] });
      });

      it('are released once the last export is gone', async () => {
        const wanted = anExport(await cut());
        valueOf(await given.host.exportLeg(wanted));
        await expectRefusal(given.host.releaseLeg(wanted), 'exported');
        valueOf(await given.host.withdrawExport(wanted));
        valueOf(await given.host.releaseLeg(wanted));
      });
    });
  });
}
