import { ruleLabel } from '../../../core/model/finding.ts';
import type { Finding, Place } from '../../../core/model/finding.ts';
import { findingExplanations } from '../../../schemas/generated/finding-explanations.ts';
import { toJson } from '../machine.ts';
import { printable } from '../printable.ts';
import { messageText } from './finding-text.ts';
import { fingerprintsOf } from './fingerprints.ts';
import { codePage, repositoryUri } from './paths.ts';
import type { Report } from './report.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** GitHub takes no result without a location: what lies in no file is shown at the top of the repository. */
const TOP = {
  physicalLocation: { artifactLocation: { uri: './' }, region: { startLine: 1, startColumn: 1 } },
};

/** SARIF 2.1.0. */
export function renderSarif(report: Report): string {
  const { findings, version } = report;
  const codes = [...new Set(findings.map(({ code }) => code))];
  const fingerprints = fingerprintsOf(findings);
  const results = findings.map((finding, index) => ({
    ruleId: finding.code,
    ruleIndex: codes.indexOf(finding.code),
    level: finding.severity,
    message: plainText(messageText(finding)),
    locations: [locationOf(finding, report)],
    ...related(finding, report),
    partialFingerprints: { 'stowageFinding/v1': fingerprints[index] },
  }));
  const driver = { name: 'stowage', version, rules: codes.map((code) => rule(code, report)) };
  return toJson({
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [{ tool: { driver }, columnKind: 'unicodeCodePoints', results }],
  });
}

function rule(code: Finding['code'], { surroundings }: Report): object {
  const { title, meaning, fix, severity } = findingExplanations[code];
  const helpUri = codePage(code, surroundings);
  return {
    id: code,
    shortDescription: plainText(title),
    fullDescription: plainText(meaning),
    help: plainText(fix),
    ...(helpUri !== undefined && { helpUri }),
    defaultConfiguration: { level: severity },
  };
}

function locationOf({ place, object }: Finding, report: Report): object {
  const named = object && { name: object.name, fullyQualifiedName: `${object.kind}/${object.name}`, kind: 'object' };
  return { ...(place ? physical(place, report) : TOP), ...(named && { logicalLocations: [named] }) };
}

const physical = ({ file, line, column, endLine, endColumn }: Place, { surroundings }: Report): object => ({
  physicalLocation: {
    artifactLocation: { uri: repositoryUri(file, surroundings) },
    region: { startLine: line, startColumn: column, endLine, endColumn },
  },
});

/** The rule that a policy found it by, and where a name stood first. */
function related({ rule, elsewhere }: Finding, report: Report): { readonly relatedLocations?: readonly object[] } {
  const others = [
    ...(elsewhere ? [{ place: elsewhere, says: 'the other place' }] : []),
    ...(rule?.place ? [{ place: rule.place, says: `rule ${ruleLabel(rule)}: ${rule.expression}` }] : []),
  ];
  if (others.length === 0) return {};
  return {
    relatedLocations: others.map(({ place, says }, id) => ({
      id,
      ...physical(place, report),
      message: plainText(printable(says)),
    })),
  };
}

/**
 * What would read as a placeholder or as a link is escaped (SARIF 2.1.0, 3.11.5 and 3.11.6): text from files makes
 * neither.
 */
const plainText = (text: string): { readonly text: string } => ({
  text: text.replace(/\{(\d+)\}/g, '{{$1}}').replace(/\[([^[\]]*)\]\(/g, '\\[$1\\]('),
});
