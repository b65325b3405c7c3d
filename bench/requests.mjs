// @ts-check
import { parseClassParameters } from '../dist/core/parse/class-parameters.js';

/**
 * A request as the driver makes it of CreateVolume, for a mounted volume.
 * @param {string} name
 * @param {import('../dist/core/model/capacity.js').GiB} size
 * @param {Readonly<Record<string, string>>} declared
 * @returns {import('../dist/core/model/volume.js').VolumeRequest}
 */
export function requestFor(name, size, declared) {
  const parsed = parseClassParameters(declared);
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  return {
    name,
    size: { required: size, limit: undefined },
    parameters: parsed.parameters,
    declaredParameters: declared,
    mode: 'mount',
    accessModes: ['ReadWriteOnce'],
    requisite: [],
    preferred: [],
    claim: undefined,
  };
}
