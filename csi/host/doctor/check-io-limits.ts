import { whyNoLimits } from '../linux/io-limits.ts';
import type { Check } from './check.ts';

/** Which cgroup has the pods shows once kubelet runs; what the kernel offers, it offers from the start. */
export const ioLimitsCheck: Check = {
  name: 'limits of I/O',
  roles: ['node'],
  examine: async (system) => {
    const why = await whyNoLimits(system);
    if (why === undefined) return [];
    const finding = {
      what: `volumes cannot be limited: ${why}`,
      why: 'A volume whose VolumeAttributesClass limits its I/O is not staged here, and one that is staged keeps no new limit.',
      remedy: 'boot a kernel with CONFIG_BLK_DEV_THROTTLING and nothing but cgroup v2',
      fixable: false,
    };
    return [finding];
  },
  repair: () => Promise.resolve(),
};
