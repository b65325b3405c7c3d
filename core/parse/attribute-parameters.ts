import type { AttributeStrings, IoLimits, VolumeAttributes } from '../model/attributes.ts';
import { parseQuantity } from '../model/capacity.ts';
import type { BandwidthReservation } from '../model/class.ts';
import type { AttributeParameterStrings } from '../../schemas/generated/types.ts';
import { schemas } from '../../schemas/generated/schemas.ts';
import { withoutSidecarKeys } from './class-parameters.ts';
import { schemaProblems } from './schema/schema-problems.ts';

/** What is wrong with one attribute, and what to do about it. */
export interface AttributeProblem {
  readonly key: string;
  readonly message: string;
}

type ParsedAttributes = { readonly attributes: VolumeAttributes } | { readonly problems: readonly AttributeProblem[] };

const ATTRIBUTES_SCHEMA = schemas.VolumeAttributesClass.properties?.['parameters'] ?? { type: 'object' };

/** Of what other drivers offer, and why it is not offered here: whoever asks for it is to know. */
const NOT_OFFERED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    minIops: 'nothing on the way to a drive can promise operations. minBandwidth reserves of uplinks',
    iops: 'it would promise operations, and nothing can. maxIops limits them',
    bandwidth: 'say what is promised with minBandwidth, and what is allowed with maxBandwidth',
    burstIops: "the kernel's limits know no burst. maxIops is what is allowed for good",
    burstBandwidth: "the kernel's limits know no burst. maxBandwidth is what is allowed for good",
  }),
);

/** Attributes out of Kubernetes' strings, or every problem. Keys of sidecars are ignored. */
export function parseAttributes(declared: AttributeStrings): ParsedAttributes {
  const own = withoutSidecarKeys(declared);
  const refused = Object.keys(own).flatMap((key) => notOffered(key) ?? []);
  if (refused.length > 0) return { problems: refused };
  // An empty set is nothing wrong here: Kubernetes asks a class for one, and a volume has perhaps none.
  const malformed = Object.keys(own).length === 0 ? [] : malformedIn(own);
  if (malformed.length > 0) return { problems: malformed };
  const problems = attributeProblems(own);
  return problems.length > 0 ? { problems } : { attributes: readAttributes(own) };
}

function notOffered(key: string): AttributeProblem | undefined {
  const why = NOT_OFFERED.get(key);
  return why === undefined ? undefined : { key, message: `${key} is not offered: ${why}` };
}

const malformedIn = (own: AttributeStrings): readonly AttributeProblem[] =>
  schemaProblems('AttributeParameters', ATTRIBUTES_SCHEMA, own, ['parameters']).map(({ path, message, help }) => ({
    key: String(path.at(-1)),
    message: help === undefined ? message : `${message}. ${help}`,
  }));

/** What a volume has once what is named has changed, and nothing else. In the order of keys. */
export function changedAttributes(before: AttributeStrings, named: AttributeStrings): AttributeStrings {
  const after = Object.entries({ ...before, ...withoutSidecarKeys(named) });
  return Object.fromEntries(after.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Whether the change that is named would change anything. */
export const hasAttributes = (attributes: AttributeStrings, named: AttributeStrings): boolean =>
  Object.entries(withoutSidecarKeys(named)).every(([key, value]) => attributes[key] === value);

/** Far above any array of drives, and low enough for sums of it to be exact. */
const FASTEST = 10n ** 12n;

const BANDWIDTHS = ['maxBandwidth', 'maxReadBandwidth', 'maxWriteBandwidth', 'minBandwidth'] as const;

/** What strings of the right form say that makes no sense. */
export function attributeProblems(own: AttributeParameterStrings): readonly AttributeProblem[] {
  const problems: AttributeProblem[] = [];
  for (const key of BANDWIDTHS) {
    const bytes = quantityOf(own[key]);
    if (bytes === 0n) {
      problems.push({ key, message: `${key} is 0: such a volume would stand still. Write "none" for none` });
    } else if (bytes !== undefined && bytes > FASTEST) {
      problems.push({ key, message: `${key} is more than 1T bytes per second: no volume is that fast` });
    }
  }
  return [...problems, ...promisedProblems(own)];
}

/** More than either direction is allowed can never be had. */
function promisedProblems(own: AttributeParameterStrings): readonly AttributeProblem[] {
  const promised = quantityOf(own.minBandwidth);
  const { readBandwidth = Infinity, writeBandwidth = Infinity } = limitsOf(own);
  if (promised === undefined || promised <= Math.max(readBandwidth, writeBandwidth)) return [];
  return [
    { key: 'minBandwidth', message: 'minBandwidth is larger than maxBandwidth: more is promised than is allowed' },
  ];
}

const readAttributes = (own: AttributeParameterStrings): VolumeAttributes => ({
  limits: limitsOf(own),
  reservation: own.minBandwidth === undefined ? undefined : reservationOf(quantityOf(own.minBandwidth)),
  tags: [...new Set((own.tags ?? '').split(',').map((tag) => tag.trim()))].filter((tag) => tag !== ''),
});

function limitsOf(own: AttributeParameterStrings): IoLimits {
  const limits = {
    readIops: numberOf(own.maxReadIops ?? own.maxIops),
    writeIops: numberOf(own.maxWriteIops ?? own.maxIops),
    readBandwidth: numberOf(own.maxReadBandwidth ?? own.maxBandwidth),
    writeBandwidth: numberOf(own.maxWriteBandwidth ?? own.maxBandwidth),
  };
  return Object.fromEntries(Object.entries(limits).filter(([, limit]) => limit !== undefined));
}

function numberOf(text: string | undefined): number | undefined {
  const quantity = quantityOf(text);
  return quantity === undefined ? undefined : Number(quantity);
}

/** `undefined` for `none` as well. */
const quantityOf = (text: string | undefined): bigint | undefined =>
  text === undefined || text === 'none' ? undefined : parseQuantity(text);

/** The network counts bits. */
const reservationOf = (bytes: bigint | undefined): BandwidthReservation =>
  bytes === undefined ? { kind: 'none' } : { kind: 'volume', bitsPerSecond: Number(bytes * 8n) };
