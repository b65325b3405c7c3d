// @ts-check
/**
 * Five rules of ordinary size on a placement of four legs, each as CEL and as the JavaScript that somebody would write
 * for it. All of them hold, so that each is evaluated to its end.
 *
 * @typedef {{ readonly name: string, readonly cel: string, readonly javaScript: (placement: any, request: any) => boolean }}
 *   Rule
 * @type {readonly Rule[]}
 */
export const RULES = [
  {
    name: 'media',
    cel: "placement.legs.all(l, l.mediaType == 'SSD' && l.protocol == 'NVMe')",
    javaScript: ({ legs }) => legs.every((/** @type {any} */ l) => l.mediaType === 'SSD' && l.protocol === 'NVMe'),
  },
  {
    name: 'tags',
    cel: "!placement.legs.exists(l, 'worn' in l.tags) || request.parameters.redundancy == 'true'",
    javaScript: ({ legs }, request) =>
      !legs.some((/** @type {any} */ l) => l.tags.includes('worn')) || request.parameters.redundancy === 'true',
  },
  {
    name: 'headroom',
    cel: 'placement.legs.all(l, l.extentGiB * 10 <= l.capacityGiB * 9)',
    javaScript: ({ legs }) => legs.every((/** @type {any} */ l) => l.extentGiB * 10 <= l.capacityGiB * 9),
  },
  {
    name: 'racks',
    cel: `placement.layout == 'single' || placement.legs[0].domains['rack'] != placement.legs[1].domains['rack']
      && placement.legs[2].domains['rack'] != placement.legs[3].domains['rack']`,
    javaScript: ({ layout, legs }) =>
      layout === 'single' || (rackOf(legs[0]) !== rackOf(legs[1]) && rackOf(legs[2]) !== rackOf(legs[3])),
  },
  {
    name: 'request',
    cel: `request.sizeGiB <= 1024 && request.volumeMode == 'Filesystem' && request.name.startsWith('pvc-')
      && 'ReadWriteOnce' in request.accessModes && size(placement.legs) <= 16`,
    javaScript: ({ legs }, request) =>
      request.sizeGiB <= 1024 &&
      request.volumeMode === 'Filesystem' &&
      request.name.startsWith('pvc-') &&
      request.accessModes.includes('ReadWriteOnce') &&
      legs.length <= 16,
  },
];

/** @param {any} leg @returns {unknown} */
const rackOf = (leg) => leg.domains.get('rack');

/** The rules as one policy. */
export const rulesAsPolicy = () => `apiVersion: stowage.dev/v1alpha1
kind: PlacementPolicy
metadata:
  name: five-rules
spec:
  scope: Placement
  validations:
${RULES.map(({ cel }) => `    - expression: ${JSON.stringify(cel.replace(/\s+/g, ' '))}\n`).join('')}`;
