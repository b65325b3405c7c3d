import type { DriverDependencies, Driver } from '../../csi/driver/driver.ts';
import type { NodeDriver } from '../../csi/services/node-port.ts';

/** What stands behind the driver: enclosures that hold drives, and nodes that use them. */
export interface Hardware {
  readonly backend: DriverDependencies['backend'];
  /** Opens what driver, enclosures and nodes reach each other by. @throws CsiError `listen-failed` */
  connect(driver: Driver): Promise<ConnectedHardware>;
}

export interface ConnectedHardware {
  /** The plug-in of this node; `undefined` where the plug-ins of nodes are processes of their own. */
  readonly node: NodeDriver | undefined;
  /** For people: what is simulated, and where what is not is reached. */
  readonly description: string;
  stop(): Promise<void>;
}
