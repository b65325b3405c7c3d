import type { PlacementScore, PlacementView } from '../../model/constraints.ts';
import type { DriveClass } from '../../model/drive-class.ts';
import type { PolicyName } from '../../model/ids.ts';

const policyScore = (
  name: string,
  score: PlacementScore['score'],
  ofDrive?: PlacementScore['ofDrive'],
): PlacementScore => ({
  source: { kind: 'policy', policy: name as PolicyName, index: 0 },
  label: `policy ${name}, score 0`,
  score,
  ofDrive,
});

/** A score that is looked at one placement at a time. */
export const scoreOf = (name: string, score: (view: PlacementView) => number | undefined): PlacementScore =>
  policyScore(name, score);

/** The sum of what the drives of all legs are worth. */
export const worthOf = (name: string, worth: (drives: DriveClass) => number): PlacementScore =>
  policyScore(name, ({ legs }) => legs.reduce((sum, { drives }) => sum + worth(drives), 0), worth);
