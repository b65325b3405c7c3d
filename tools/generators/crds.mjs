// @ts-check
import { dump } from 'js-yaml';
import { mapSchema, notice, readKinds } from './schema-source.mjs';

const FOLDER = 'schemas/generated/crds';
const GROUP = 'stowage.dev';
const VERSION = 'v1alpha1';

export const owns = [FOLDER];

/** @typedef {{ plural: string, shortNames: string[], columns: Column[] }} Presentation */
/** @typedef {{ name: string, type: string, jsonPath: string }} Column */

const READY = { name: 'Ready', type: 'string', jsonPath: '.status.conditions[?(@.type=="Ready")].status' };
const AGE = { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' };

/** How kubectl names and lists the kinds that are ours. @type {Readonly<Record<string, Presentation>>} */
const PRESENTATIONS = {
  Backend: {
    plural: 'backends',
    shortNames: ['be'],
    columns: [column('State', '.spec.state'), column('NFS Export', '.spec.nfs.exportPath')],
  },
  Enclosure: {
    plural: 'enclosures',
    shortNames: ['encl'],
    columns: [column('Storage Group', '.spec.storageGroup'), column('Domain', '.spec.domain')],
  },
  PlacementPolicy: {
    plural: 'placementpolicies',
    shortNames: ['plp'],
    columns: [column('Scope', '.spec.scope'), column('Action', '.spec.action')],
  },
  PolicyBinding: {
    plural: 'policybindings',
    shortNames: ['plb'],
    columns: [
      column('Policy', '.spec.policy'),
      column('Pack', '.spec.pack.name'),
      column('Version', '.spec.pack.version'),
      column('Action', '.spec.action'),
    ],
  },
  PolicyException: {
    plural: 'policyexceptions',
    shortNames: ['ple'],
    columns: [
      column('Policy', '.spec.policy'),
      column('Kind', '.spec.object.kind'),
      column('Object', '.spec.object.name'),
      column('Expires', '.spec.expires'),
    ],
  },
  PolicyTest: { plural: 'policytests', shortNames: ['plt'], columns: [column('Inventory', '.spec.inventory.example')] },
  Topology: { plural: 'topologies', shortNames: ['topo'], columns: [column('Levels', '.spec.levels')] },
};

/** One manifest per kind of ours; Kubernetes' own kinds have theirs. */
export async function generate() {
  const kinds = await readKinds();
  const ours = kinds.filter(({ schema }) => schema.properties?.['apiVersion']?.enum?.[0] === `${GROUP}/${VERSION}`);
  return new Map(
    ours.map((kind) => {
      const presentation = PRESENTATIONS[kind.kind];
      if (!presentation) throw new Error(`tools/generators/crds.mjs: say how kubectl shows a ${kind.kind}`);
      const manifest = dump(definition(kind, presentation), { noRefs: true, lineWidth: 120 });
      return [`${FOLDER}/${presentation.plural}.yaml`, notice('#') + manifest];
    }),
  );
}

/**
 * @param {import('./schema-source.mjs').Kind} kind
 * @param {Presentation} presentation
 */
function definition({ kind, clusterSchema }, { plural, shortNames, columns }) {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${GROUP}` },
    spec: {
      group: GROUP,
      scope: 'Cluster',
      names: {
        kind,
        listKind: `${kind}List`,
        plural,
        singular: kind.toLowerCase(),
        shortNames,
        categories: ['stowage'],
      },
      versions: [
        {
          name: VERSION,
          served: true,
          storage: true,
          subresources: { status: {} },
          additionalPrinterColumns: [...columns, READY, AGE],
          schema: { openAPIV3Schema: inCluster(clusterSchema) },
        },
      ],
    },
  };
}

/**
 * As the API server takes it: apiVersion, kind and metadata are its own; there is a status; and defaults are only told,
 * because a default written into the object makes it differ from what Git holds for ever.
 *
 * @param {import('./schema-source.mjs').Schema} schema
 */
function inCluster(schema) {
  const { properties: { spec } = {}, ...rest } = mapSchema(schema, tellDefault);
  return {
    ...rest,
    required: ['metadata', 'spec'],
    properties: {
      apiVersion: { description: 'Version of the schema of this object.', type: 'string' },
      kind: { description: 'Kind of this object.', type: 'string' },
      metadata: { type: 'object' },
      spec,
      status: STATUS,
    },
  };
}

/**
 * @param {import('./schema-source.mjs').Schema} schema
 * @returns {import('./schema-source.mjs').Schema}
 */
function tellDefault({ title, default: fallback, ...schema }) {
  if (fallback === undefined) return schema;
  return { ...schema, description: `${schema.description ?? ''} Default: ${String(fallback)}.`.trim() };
}

const STATUS = {
  description: 'What the controller found. Never declared.',
  type: 'object',
  properties: {
    observedGeneration: {
      description: 'The generation that the conditions are about.',
      type: 'integer',
      format: 'int64',
      minimum: 0,
    },
    conditions: {
      description: 'Ready, Reconciling and Stalled.',
      type: 'array',
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['type'],
      items: {
        type: 'object',
        required: ['type', 'status', 'lastTransitionTime', 'reason', 'message'],
        properties: {
          type: { type: 'string', maxLength: 316 },
          status: { type: 'string', enum: ['True', 'False', 'Unknown'] },
          observedGeneration: { type: 'integer', format: 'int64', minimum: 0 },
          lastTransitionTime: { type: 'string', format: 'date-time' },
          reason: { type: 'string', minLength: 1, maxLength: 1024 },
          message: { type: 'string', maxLength: 32768 },
        },
      },
    },
  },
};

/**
 * @param {string} name
 * @param {string} jsonPath
 * @returns {Column}
 */
function column(name, jsonPath) {
  return { name, type: 'string', jsonPath };
}
