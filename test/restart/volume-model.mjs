// @ts-check
/**
 * What the server must have, going by what it answered.
 * @typedef {import('./seeded-random.mjs').SeededRandom} SeededRandom
 */

export const GIB = 2n ** 30n;
export const NODES = ['worker-a1', 'worker-a2', 'worker-b1', 'worker-b2'];

/**
 * `slice` is most of the load: the rack pair has room for a thousand of them. Sizes in GiB.
 * @typedef {{ readonly name: string, readonly parameters: Readonly<Record<string, string>>, readonly sizes: readonly number[] }} Kind
 */

/** Classes of examples/rack-pair, as external-provisioner would send them. @type {readonly Kind[]} */
export const KINDS = [
  {
    name: 'encrypted-slice',
    parameters: { type: 'slice', encrypt: 'true', selector: 'tier=silver', networkTransportsAllowed: 'nvmetcp' },
    sizes: [1, 2, 5],
  },
  { name: 'mirrored-slice', parameters: { type: 'slice', redundancy: 'true', encrypt: 'true' }, sizes: [1, 3] },
  { name: 'hdd', parameters: { type: 'hdd', selector: 'tier=bronze', striping: 'false' }, sizes: [100, 900] },
  { name: 'hdd-mirror', parameters: { type: 'hdd', redundancy: 'true', striping: 'false' }, sizes: [200, 1000] },
  { name: 'hdd-striped-mirror', parameters: { type: 'hdd', redundancy: 'true' }, sizes: [20_000] },
];

/**
 * One volume as its client sees it. `wanted` is the request under way, to be repeated until it is answered.
 * @typedef {{ readonly name: string, readonly kind: Kind, readonly choices: SeededRandom, sizeGiB: number, id: string | undefined,
 *   node: string | undefined, wanted: Request | undefined }} ModelVolume
 * @typedef {{ readonly call: 'create' } | { readonly call: 'delete' } | { readonly call: 'expand', readonly sizeGiB: number }
 *   | { readonly call: 'publish', readonly node: string } | { readonly call: 'unpublish' }} Request
 */

/**
 * What a client could ask next of a volume: volumes come, grow, are used, and go.
 * @param {ModelVolume} volume
 * @returns {Request}
 */
export function nextRequest(volume) {
  if (volume.id === undefined) return { call: 'create' };
  if (volume.node !== undefined) return { call: 'unpublish' };
  const dice = volume.choices.below(10);
  if (dice < 4) return { call: 'delete' };
  if (dice < 6) return { call: 'expand', sizeGiB: volume.sizeGiB + 1 };
  return { call: 'publish', node: volume.choices.pick(NODES) };
}

/**
 * The model after an answer.
 * @param {ModelVolume} volume
 * @param {Request} request
 * @param {string | undefined} id
 */
export function accept(volume, request, id) {
  volume.wanted = undefined;
  switch (request.call) {
    case 'create':
      volume.id = id;
      break;
    case 'delete':
      volume.id = undefined;
      break;
    case 'expand':
      volume.sizeGiB = request.sizeGiB;
      break;
    case 'publish':
      volume.node = request.node;
      break;
    case 'unpublish':
      volume.node = undefined;
      break;
  }
}
