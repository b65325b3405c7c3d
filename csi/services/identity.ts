import { DRIVER_NAME } from '../../core/model/class.ts';
import type { Identity } from '../generated/csi_pb.ts';
import { ADVERTISED } from './capabilities.ts';
import { ok } from './outcome.ts';
import type { ServiceHandlers } from './unary-service.ts';

export interface IdentityOptions {
  /** Shown by Kubernetes; must not be empty. */
  readonly vendorVersion: string;
  /** Asked by every Probe. A driver that is starting up is healthy, but not ready. */
  readonly ready: () => boolean;
}

/** The Identity service. */
export function identityHandlers(options: IdentityOptions): ServiceHandlers<typeof Identity> {
  return {
    getPluginInfo: () => ok({ name: DRIVER_NAME, vendorVersion: options.vendorVersion }),
    getPluginCapabilities: () =>
      ok({
        capabilities: [
          ...ADVERTISED.plugin.map((type) => ({ type: { case: 'service' as const, value: { type } } })),
          ...ADVERTISED.volumeExpansion.map((type) => ({
            type: { case: 'volumeExpansion' as const, value: { type } },
          })),
        ],
      }),
    probe: () => ok({ ready: options.ready() }),
  };
}
