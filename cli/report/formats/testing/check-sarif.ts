import { Ajv } from 'ajv';

const text = {
  type: 'object',
  required: ['text'],
  additionalProperties: false,
  properties: { text: { type: 'string', minLength: 1 } },
};
const position = { type: 'integer', minimum: 1 };

/** RFC 3986, 4.1: the characters of a reference, each percent sign before two hexadecimal digits. */
const uri = { type: 'string', pattern: "^(?:[A-Za-z0-9._~:/?#@!$&'()*+,;=\\[\\]-]|%[0-9A-Fa-f]{2})+$" };

const physicalLocation = {
  type: 'object',
  required: ['artifactLocation', 'region'],
  additionalProperties: false,
  properties: {
    artifactLocation: { type: 'object', required: ['uri'], additionalProperties: false, properties: { uri } },
    region: {
      type: 'object',
      required: ['startLine', 'startColumn'],
      additionalProperties: false,
      properties: { startLine: position, startColumn: position, endLine: position, endColumn: position },
    },
  },
};

const logicalLocation = {
  type: 'object',
  required: ['name', 'fullyQualifiedName', 'kind'],
  additionalProperties: false,
  properties: { name: { type: 'string' }, fullyQualifiedName: { type: 'string' }, kind: { type: 'string' } },
};

const location = {
  type: 'object',
  required: ['physicalLocation'],
  additionalProperties: false,
  properties: {
    id: { type: 'integer', minimum: -1 },
    physicalLocation,
    logicalLocations: { type: 'array', items: logicalLocation },
    message: text,
  },
};

const level = { enum: ['none', 'note', 'warning', 'error'] };

const rule = {
  type: 'object',
  required: ['id', 'shortDescription', 'defaultConfiguration'],
  additionalProperties: false,
  properties: {
    id: { type: 'string' },
    shortDescription: text,
    fullDescription: text,
    help: text,
    helpUri: uri,
    defaultConfiguration: { type: 'object', required: ['level'], additionalProperties: false, properties: { level } },
  },
};

const result = {
  type: 'object',
  required: ['ruleId', 'ruleIndex', 'level', 'message', 'locations', 'partialFingerprints'],
  additionalProperties: false,
  properties: {
    ruleId: { type: 'string' },
    ruleIndex: { type: 'integer', minimum: 0 },
    level,
    message: text,
    locations: { type: 'array', minItems: 1, items: location },
    relatedLocations: { type: 'array', uniqueItems: true, items: location },
    partialFingerprints: { type: 'object', additionalProperties: { type: 'string' } },
  },
};

/**
 * The part of SARIF 2.1.0 that reports use: sections 3.13 (log), 3.14 (run), 3.18 and 3.19 (tool), 3.27 (result), 3.28
 * to 3.30 (locations, regions), 3.49 and 3.50 (rules). Closed, as the standard's own schema is: a property of another
 * name is a mistake.
 */
const LOG = {
  type: 'object',
  required: ['$schema', 'version', 'runs'],
  additionalProperties: false,
  properties: {
    $schema: uri,
    version: { const: '2.1.0' },
    runs: {
      type: 'array',
      items: {
        type: 'object',
        required: ['tool', 'results', 'columnKind'],
        additionalProperties: false,
        properties: {
          tool: {
            type: 'object',
            required: ['driver'],
            additionalProperties: false,
            properties: {
              driver: {
                type: 'object',
                required: ['name', 'version', 'rules'],
                additionalProperties: false,
                properties: {
                  name: { type: 'string' },
                  version: { type: 'string' },
                  rules: { type: 'array', uniqueItems: true, items: rule },
                },
              },
            },
          },
          columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
          results: { type: 'array', items: result },
        },
      },
    },
  },
};

export interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly SarifLocation[];
  readonly relatedLocations?: readonly SarifLocation[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
}

interface SarifLocation {
  readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } };
}

interface SarifLog {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly results: readonly SarifResult[];
  }[];
}

const isLog = new Ajv({ strict: true, allErrors: true }).compile<SarifLog>(LOG);

/**
 * The results of a log that is as SARIF has it.
 * @throws Error where it is not
 */
export function checkedSarif(sarif: string): readonly SarifResult[] {
  const log: unknown = JSON.parse(sarif);
  if (!isLog(log)) throw new Error(JSON.stringify(isLog.errors, undefined, 2));
  return log.runs.flatMap(({ tool, results }) => {
    // 3.27.5 and 3.27.6: the index leads to the rule of that id.
    const astray = results.find(({ ruleId, ruleIndex }) => tool.driver.rules[ruleIndex]?.id !== ruleId);
    if (astray) throw new Error(`ruleIndex of ${astray.ruleId} leads elsewhere`);
    return results;
  });
}
