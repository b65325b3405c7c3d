import { describePolicy } from '../../core/policy/describe/describe-policy.ts';
import { EXIT } from '../exit-status.ts';
import type { ExitStatus } from '../exit-status.ts';
import type { CliIo } from '../io.ts';
import { describeData } from '../policy/describe-data.ts';
import { describeText } from '../policy/describe-text.ts';
import { describedPolicy } from '../policy/described.ts';
import { findPolicy } from '../policy/find-policy.ts';
import { NO_GROUND, openGround } from '../policy/open-ground.ts';
import type { GroundOptions } from '../policy/open-ground.ts';
import { requestsFor } from '../policy/requests.ts';
import type { RequestOptions } from '../policy/requests.ts';
import { styleFor } from '../report/style.ts';
import type { TextFormat } from './options.ts';
import { printAs } from './print-as.ts';

export interface PolicyDescribeOptions extends GroundOptions, RequestOptions {
  readonly output: TextFormat;
}

/** Rises when what `policy describe -o json` says changes its meaning. */
const FORMAT_VERSION = 1;

/** Shows a policy in full: what it asks, what that costs, and what the search makes of it. */
export async function policyDescribe(
  name: string,
  paths: readonly string[],
  options: PolicyDescribeOptions,
  io: CliIo,
): Promise<ExitStatus> {
  // What a pack says needs no repository, unless it is to be asked about.
  const needsNone = name.includes('/') && paths.length === 0 && options.class === undefined;
  const ground = needsNone ? NO_GROUND : await openGround(paths, options, io);
  const found = findPolicy(name, ground);
  const requests = requestsFor(options, ground.inventory);
  const described = found.policies.map((policy) => describedPolicy(describePolicy(policy, requests), found, ground));
  const text = (): string => described.map((each) => describeText(each, styleFor(io.stdout, io.env))).join('\n');
  await printAs(options.output, { formatVersion: FORMAT_VERSION, policies: described.map(describeData) }, text, io);
  const isBroken = described.some(({ expressions }) => expressions.some(({ checked }) => checked.kind === 'broken'));
  return isBroken ? EXIT.problems : EXIT.ok;
}
