import type { Driver } from '../../csi/driver/driver.ts';
import type { ControllerDriver } from '../../csi/services/driver-port.ts';
import type { NodeDriver } from '../../csi/services/node-port.ts';
import type { ClusterKnowledge } from '../api/api-port.ts';
import { failed } from '../../csi/services/outcome.ts';
import type { DriverFailure } from '../../csi/services/outcome.ts';

/** Who answers now. Sidecars exit when they lose their socket, so it stays, and who answers on it changes. */
export interface Seat {
  /** `undefined` where this process stands by. */
  occupant: Occupant | undefined;
  /** Why nobody answers. */
  vacancy: string;
}

export interface Occupant {
  readonly driver: Driver;
  /** `undefined` where the plug-ins of nodes are processes of their own. */
  readonly node: NodeDriver | undefined;
  /** Whether nobody else can lead. */
  readonly held: () => boolean;
  /** `undefined` where Kubernetes is not asked. */
  readonly cluster: ClusterKnowledge | undefined;
}

export const createSeat = (): Seat => ({ occupant: undefined, vacancy: 'this replica is starting' });

/** What is answered from memory is not true any more once another leads. */
export const sitting = ({ occupant }: Seat): Occupant | undefined => (occupant?.held() === true ? occupant : undefined);

const vacant = ({ vacancy }: Seat): Promise<DriverFailure> =>
  Promise.resolve(failed('not-ready', `${vacancy}; repeat the request`));

/** The Controller service of whoever sits there, for one Kubernetes cluster. */
export function seatedController(seat: Seat, cluster: string | undefined): ControllerDriver {
  const driver = (): ControllerDriver | undefined => sitting(seat)?.driver.forCluster(cluster);
  const or = () => vacant(seat);
  return {
    ready: () => driver()?.ready() ?? false,
    createVolume: (request) => driver()?.createVolume(request) ?? or(),
    deleteVolume: (volume) => driver()?.deleteVolume(volume) ?? or(),
    publish: (request) => driver()?.publish(request) ?? or(),
    unpublish: (request) => driver()?.unpublish(request) ?? or(),
    validate: (request) => driver()?.validate(request) ?? or(),
    createSnapshot: (request) => driver()?.createSnapshot(request) ?? or(),
    deleteSnapshot: (snapshot) => driver()?.deleteSnapshot(snapshot) ?? or(),
    listSnapshots: (request) => driver()?.listSnapshots(request) ?? or(),
    getSnapshot: (snapshot) => driver()?.getSnapshot(snapshot) ?? or(),
    get: (volume) => driver()?.get(volume) ?? or(),
    list: (request) => driver()?.list(request) ?? or(),
    capacity: (query) => driver()?.capacity(query) ?? or(),
    expand: (request) => driver()?.expand(request) ?? or(),
    modify: (request) => driver()?.modify(request) ?? or(),
  };
}

/** The Node service of whoever sits there. */
export function seatedNode(seat: Seat): NodeDriver {
  const node = (): NodeDriver | undefined => sitting(seat)?.node;
  const or = () => vacant(seat);
  return {
    info: () => node()?.info() ?? or(),
    stage: (request) => node()?.stage(request) ?? or(),
    unstage: (request) => node()?.unstage(request) ?? or(),
    publish: (request) => node()?.publish(request) ?? or(),
    unpublish: (request) => node()?.unpublish(request) ?? or(),
    stats: (request) => node()?.stats(request) ?? or(),
    expand: (request) => node()?.expand(request) ?? or(),
  };
}
