// @ts-check
import { parseClassParameters } from '../../dist/core/parse/class-parameters.js';

/** What each class declares, by name. @satisfies {Readonly<Record<string, Readonly<Record<string, string>>>>} */
export const CLASSES = {
  disk: { type: 'hdd', selector: 'tier=bronze', encrypt: 'true' },
  'disk-mirror': { type: 'hdd', selector: 'tier=bronze', redundancy: 'true', encrypt: 'true' },
  'disk-mirror-xfs': { type: 'hdd', redundancy: 'true', encrypt: 'true', rpm: '7200', fsType: 'xfs' },
  'one-group-mirror': { type: 'hdd', storageGroup: 'rack-001-disk', redundancy: 'true', encrypt: 'true' },
  'fast-mirror': { type: 'ssd', requiredTags: 'fast', redundancy: 'true', encrypt: 'true' },
  'ssd-mirror': { type: 'ssd', selector: 'tier=silver', redundancy: 'true', encrypt: 'true' },
  gold: { type: 'slice', selector: 'tier=gold', encrypt: 'true' },
  silver: { type: 'slice', selector: 'tier=silver', encrypt: 'true' },
  'gold-mirror': { type: 'slice', selector: 'tier=gold', redundancy: 'true', encrypt: 'true' },
  'silver-mirror': { type: 'slice', selector: 'tier=silver', redundancy: 'true', encrypt: 'true' },
};

/** @typedef {keyof typeof CLASSES} ClassName */

/** @returns {readonly import('../../dist/core/model/class.js').StorageClass[]} by name */
export const storageClasses = () =>
  Object.entries(CLASSES)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, declared]) => {
      const parsed = parseClassParameters(declared);
      if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
      return /** @type {any} */ ({
        name,
        parameters: parsed.parameters,
        declaredParameters: declared,
        reclaimPolicy: 'Delete',
        volumeBindingMode: 'WaitForFirstConsumer',
        allowVolumeExpansion: true,
        mountOptions: [],
      });
    });
