import type { ClassParameters } from '../model/class.ts';
import type { ConstraintSource, DriveConstraint, SurviveConstraint } from '../model/constraints.ts';
import type { DriveClass } from '../model/drive-class.ts';
import { ENCLOSURE_LEVEL, STORAGE_GROUP_LEVEL } from '../model/ids.ts';

const parameter = (name: string): ConstraintSource => ({ kind: 'parameter', name });

/** What the parameters of a class ask of each drive, in the order in which refusals count them. */
export function driveConstraintsOf(parameters: ClassParameters): readonly DriveConstraint[] {
  const { type, rpm, requiredTags, excludedTags, storageGroups, transports } = parameters;
  const constraints: DriveConstraint[] = [
    type === 'hdd'
      ? drive(parameter('type'), 'an HDD', (d) => d.mediaType === 'HDD')
      : drive(parameter('type'), 'an SSD', (d) => d.mediaType === 'SSD'),
  ];
  if (type === 'hdd' && rpm > 0) {
    constraints.push(drive(parameter('rpm'), `at ${String(rpm)} rpm or more`, (d) => d.rotationSpeedRPM >= rpm));
  }
  if (storageGroups) {
    const names = [...storageGroups].join(', ');
    constraints.push(drive(parameter('storageGroup'), `in ${names}`, (d) => storageGroups.has(d.storageGroup)));
  }
  for (const tag of requiredTags) {
    constraints.push(drive(parameter('requiredTags'), `tagged ${tag}`, (d) => d.tags.includes(tag)));
  }
  for (const tag of excludedTags) {
    constraints.push(drive(parameter('excludedTags'), `not tagged ${tag}`, (d) => !d.tags.includes(tag)));
  }
  constraints.push(
    drive(parameter('networkTransportsAllowed'), `reachable by ${transports.join(' or ')}`, (d) =>
      transports.some((transport) => d.transports.has(transport)),
    ),
    drive({ kind: 'inventory' }, 'enabled', (d) => d.state === 'enabled'),
  );
  return constraints;
}

/** What a class asks of the two legs of each pair. Volumes without redundancy by construction ask nothing. */
export function surviveConstraintsOf(parameters: ClassParameters): readonly SurviveConstraint[] {
  return [
    { source: parameter('sgResiliency'), level: STORAGE_GROUP_LEVEL, hard: parameters.sgResiliency },
    { source: parameter('jbodResiliency'), level: ENCLOSURE_LEVEL, hard: parameters.jbodResiliency },
  ];
}

const drive = (source: ConstraintSource, label: string, admits: (drives: DriveClass) => boolean): DriveConstraint => ({
  source,
  label,
  admits,
});
