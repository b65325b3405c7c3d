import { createHash } from 'node:crypto';
import type { AttributeStrings, VolumeAttributes } from '../../core/model/attributes.ts';
import type { ClassParameters } from '../../core/model/class.ts';
import type { Volume, VolumeRequest } from '../../core/model/volume.ts';
import { changedAttributes, parseAttributes } from '../../core/parse/attribute-parameters.ts';
import { parseClassParameters } from '../../core/parse/class-parameters.ts';
import type { CreateVolume, VolumeCapability } from '../services/driver-port.ts';
import { claimOf } from './claims.ts';
import { failed, ok } from '../services/outcome.ts';
import type { DriverOutcome } from '../services/outcome.ts';

/** Keys that Kubernetes adds for information. They say nothing of what is asked for, so they play no part in identity. */
const KUBERNETES_PREFIX = 'csi.storage.k8s.io/';

/** The one key of Kubernetes' that is part of what is asked for. */
const FSTYPE_KEY = 'csi.storage.k8s.io/fstype';

/** CreateVolume read as a request for placement. Errors: invalid-argument, naming every parameter that is wrong. */
export function toVolumeRequest(create: CreateVolume): DriverOutcome<VolumeRequest> {
  const unsupported = unsupportedCapability(create.capabilities);
  if (unsupported !== undefined) return failed('invalid-argument', unsupported);
  const parsed = parseClassParameters(create.parameters);
  if ('problems' in parsed) {
    const problems = parsed.problems.map(({ key, message }) => `${key}: ${message}`);
    return failed('invalid-argument', `class parameters: ${problems.join('; ')}`);
  }
  const attributes = changedAttributes({}, create.attributes ?? {});
  const asked = readAttributes(attributes);
  if (asked.kind === 'error') return asked;
  const [first] = create.capabilities;
  const claim = claimOf(create.parameters);
  const fsType =
    first?.kind === 'mount' ? readFsType(first.fsType, parsed.parameters.fsType) : parsed.parameters.fsType;
  if (fsType === undefined) return failed('invalid-argument', 'the filesystem is neither ext4 nor xfs');
  return ok({
    name: create.name,
    ...(create.cluster !== undefined && { cluster: create.cluster }),
    size: create.size,
    ...(create.source && { source: create.source }),
    parameters: { ...parsed.parameters, ...reservationOf(asked.value), fsType },
    declaredParameters: identityOf(create.parameters),
    ...(Object.keys(attributes).length > 0 && { attributes }),
    mode: first?.kind ?? 'mount',
    accessModes: create.capabilities.map((capability) => capability.accessMode),
    requisite: create.requisite,
    preferred: create.preferred,
    claim: claim && { ...claim, labels: undefined },
  });
}

/** Errors: invalid-argument, naming every attribute that is wrong. */
export function readAttributes(attributes: AttributeStrings): DriverOutcome<VolumeAttributes> {
  const parsed = parseAttributes(attributes);
  if ('attributes' in parsed) return ok(parsed.attributes);
  return failed('invalid-argument', `mutable parameters: ${parsed.problems.map(({ message }) => message).join('; ')}`);
}

/** Source: CSI spec, CreateVolumeRequest.mutable_parameters: they take precedence over the parameters. */
const reservationOf = ({ reservation }: VolumeAttributes): Partial<Pick<ClassParameters, 'reserveBandwidth'>> =>
  reservation ? { reserveBandwidth: reservation } : {};

/** Why a volume of ours cannot be used in one of these ways; `undefined` where it can. */
export function unsupportedCapability(capabilities: readonly VolumeCapability[]): string | undefined {
  const many = capabilities.find(({ accessMode }) => accessMode === 'ReadWriteMany' || accessMode === 'ReadOnlyMany');
  if (!many) return undefined;
  return `access mode ${many.accessMode} is not supported: an array is assembled on one node at a time`;
}

function readFsType(asked: string | undefined, fromClass: 'ext4' | 'xfs'): 'ext4' | 'xfs' | undefined {
  if (asked === undefined || asked === '') return fromClass;
  return asked === 'ext4' || asked === 'xfs' ? asked : undefined;
}

/** The parameters that say what is asked for, in key order. */
export function identityOf(parameters: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const kept = Object.entries(parameters).filter(([key]) => key === FSTYPE_KEY || !key.startsWith(KUBERNETES_PREFIX));
  return Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Nothing where there is none: volumes of earlier releases have none. */
const sourceOf = ({ source }: VolumeRequest): readonly string[] => (source ? [source.kind, source.id] : []);

/** Recognises a repeated request: hash of parameters, mode and source. Size is compared as a range, topology not at all. */
export const fingerprintOf = (request: VolumeRequest): string =>
  createHash('sha256')
    .update(JSON.stringify([request.declaredParameters, request.mode, request.parameters.fsType, ...sourceOf(request)]))
    .digest('hex');

/** Why an existing volume does not answer a request of its name; `undefined` where it does. */
export function incompatibility(existing: Volume, request: VolumeRequest): string | undefined {
  if (existing.fingerprint !== fingerprintOf(request))
    return 'it has other parameters, another volume mode or another source';
  const { required, limit } = request.size;
  if (existing.size < required)
    return `it has ${String(existing.size)} GiB, less than the ${String(required)} asked for`;
  if (limit !== undefined && existing.size > limit) {
    return `it has ${String(existing.size)} GiB, more than the limit of ${String(limit)}`;
  }
  return undefined;
}
