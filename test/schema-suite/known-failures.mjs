// @ts-check

const EVERY_DRAFT = ['draft7', 'draft2020-12'];

/**
 * Cases that have another answer here, and why. One that goes right by now fails the run: then it leaves the list.
 *
 * @typedef {{ readonly reason: string, readonly cases: readonly string[] }} KnownFailure
 * @type {readonly KnownFailure[]}
 */
export const KNOWN_FAILURES = [
  {
    reason: 'an object that has fields of its own is closed: an unknown field is a slip, and a CRD would prune it',
    cases: named(EVERY_DRAFT, [
      'additionalProperties: additionalProperties are allowed by default: additional properties are allowed',
      "properties: object properties validation: doesn't invalidate other properties",
    ]),
  },
  {
    reason: 'ajv reads fields without asking whose they are: run.mjs sees to it that none of ours is called so',
    cases: named(EVERY_DRAFT, [
      'properties: properties whose names are Javascript object property names: none of the properties mentioned',
      'properties: properties whose names are Javascript object property names: all present and valid',
      ...['none of the properties mentioned', '__proto__ present', 'toString present', 'constructor present'].map(
        (each) => `required: required properties whose names are Javascript object property names: ${each}`,
      ),
    ]),
  },
  {
    reason: 'an enum without values is refused when validators are generated',
    cases: named(
      ['draft2020-12'],
      ['string', 'number', 'null', 'object', 'array', 'boolean'].map((type) => `enum: empty enum: ${type} is invalid`),
    ),
  },
];

/**
 * As run.mjs calls them, each schema as it is written and with types.
 *
 * @param {readonly string[]} drafts
 * @param {readonly string[]} cases
 */
function named(drafts, cases) {
  return drafts.flatMap((draft) => cases.flatMap((each) => [`${draft} ${each}`, `${draft} ${each} (typed)`]));
}
