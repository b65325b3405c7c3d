import type { LegId, PublicationId } from '../../../core/model/ids.ts';
import { exportAddress } from '../../export-address.ts';
import { createTurns } from '../../simulation/turns.ts';
import type { System } from '../../system/system.ts';
import type { ExportName, LegExport } from './leg-export.ts';
import { destroyLioExport, lioExports, makeLioExport, sweepBackstores } from './lio.ts';
import { lioDevices } from './lio-backstores.ts';
import { announceNvmetSize, destroyNvmetExport, makeNvmetExport, nvmetDevices, nvmetExports } from './nvmet.ts';
import { removeIdlePorts } from './nvmet-ports.ts';

/** The kernel's exports, by whatever transport. Objects whose names are not ours are left alone. */
export interface Exporter {
  /** Makes what is missing of an export. @throws AgentError, SystemError */
  make(wanted: LegExport): Promise<void>;
  /** Destroys whatever stands of an export, by every transport, and reads back that nothing is left. @throws AgentError, SystemError */
  destroy(name: ExportName): Promise<void>;
  /** Those of ours that stand, whole or in part. */
  standing(): Promise<readonly StandingExport[]>;
  /** Tells initiators of a leg that it has grown. */
  announceSize(leg: LegId): Promise<void>;
  /** Devices that are exported, by whomever. */
  exportedDevices(): Promise<readonly string[]>;
  /** Takes away what crashes left beside exports: ports and backstores that nothing uses. */
  sweep(): Promise<void>;
}

export interface StandingExport extends ExportName {
  /** NQN or IQN. */
  readonly target: string;
}

export function createExporter(system: System): Exporter {
  const ports = createTurns<'nvmet ports'>();
  const backstores = createTurns<'lio backstores'>();
  return {
    make: (wanted) => {
      switch (wanted.listen.transport) {
        case 'iscsi':
          return makeLioExport(system, backstores, wanted);
        case 'nvmetcp':
        case 'roce':
          return makeNvmetExport(system, ports, wanted);
      }
    },
    destroy: async ({ publication, leg }) => {
      await destroyNvmetExport(system, ports, { publication, target: nqnOf(publication, leg) });
      await destroyLioExport(system, backstores, { target: iqnOf(publication, leg) });
    },
    standing: async () => [...(await nvmetExports(system)), ...(await lioExports(system))],
    announceSize: (leg) => announceNvmetSize(system, leg),
    exportedDevices: async () => [...(await nvmetDevices(system)), ...(await lioDevices(system))],
    sweep: async () => {
      await ports.take('nvmet ports', () => removeIdlePorts(system));
      await sweepBackstores(system, backstores);
    },
  };
}

const nqnOf = (publication: PublicationId, leg: LegId): string =>
  exportAddress({ transport: 'nvmetcp', address: '', port: 0 }, leg, publication).target;

const iqnOf = (publication: PublicationId, leg: LegId): string =>
  exportAddress({ transport: 'iscsi', address: '', port: 0 }, leg, publication).target;
