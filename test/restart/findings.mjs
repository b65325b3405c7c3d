// @ts-check
/**
 * Comparisons: each answers what is wrong, one line a problem.
 * @typedef {import('./observation.mjs').Observation} Observation
 */

/**
 * What clients were told, against what the server has.
 * @param {readonly import('./volume-model.mjs').ModelVolume[]} model
 * @param {Observation} observed
 */
export function compareWithModel(model, { volumes, listed }) {
  const expected = new Map(model.filter(({ id }) => id !== undefined).map((volume) => [volume.name, volume]));
  const problems = [];
  for (const { name, id, sizeGiB, node } of expected.values()) {
    const found = volumes.get(name);
    if (!found) problems.push(`${name} is gone`);
    else if (found.id !== id) problems.push(`${name} was ${String(id)} and is ${found.id}`);
    else if (found.sizeGiB !== sizeGiB)
      problems.push(`${name} has ${String(found.sizeGiB)} GiB, not ${String(sizeGiB)}`);
    else if (found.nodes.join() !== (node ?? ''))
      problems.push(`${name} is on ${found.nodes.join()}, not ${node ?? 'none'}`);
    else if (!listed.has(found.id)) problems.push(`${name} is not in ListVolumes`);
  }
  for (const name of volumes.keys()) if (!expected.has(name)) problems.push(`${name} should not be there`);
  if (listed.size !== expected.size)
    problems.push(`ListVolumes has ${String(listed.size)} of ${String(expected.size)}`);
  return problems;
}

/**
 * Volumes that lie elsewhere than before. Those in `changed` may have come and gone meanwhile, and may have grown.
 * @param {Observation} before
 * @param {Observation} after
 * @param {ReadonlySet<string>} changed
 */
export function moved(before, after, changed) {
  const problems = [];
  for (const [name, was] of before.volumes) {
    const is = after.volumes.get(name);
    if (!is || is.id !== was.id) continue; // compareWithModel tells whether that is right
    const place = (/** @type {import('./observation.mjs').ObservedVolume} */ { legs }) =>
      legs.map(({ drive, start }) => `${drive}+${String(start)}`).join(' ');
    if (place(was) !== place(is)) problems.push(`${name} lay on ${place(was)} and lies on ${place(is)}`);
    const length = (/** @type {import('./observation.mjs').ObservedVolume} */ { legs }) =>
      legs.map((leg) => String(leg.length)).join(' ');
    if (!changed.has(name) && was.sizeGiB === is.sizeGiB && length(was) !== length(is)) {
      problems.push(`legs of ${name} were ${length(was)} GiB long and are ${length(is)}`);
    }
  }
  return problems;
}

/**
 * What stands on the drives against what volumes have, both ways.
 * @param {Observation} observed
 * @param {import('./observation.mjs').Hardware} hardware
 */
export function leftOvers({ volumes, releasing }, { legs, exports }) {
  const problems = releasing.map((id) => `${id} is still being released`);
  const own = new Map([...volumes.values()].flatMap((volume) => volume.legs.map((leg) => [leg.id, { leg, volume }])));
  for (const { id, drive, start, length } of legs) {
    const known = own.get(id);
    if (!known) problems.push(`leg ${id} on ${drive} belongs to no volume`);
    else if (known.leg.drive !== drive || known.leg.start !== start || known.leg.length !== length) {
      problems.push(`leg ${id} of ${known.volume.name} stands on ${drive}+${String(start)}, ${String(length)} GiB`);
    }
  }
  const standing = new Set(legs.map(({ id }) => id));
  for (const [id, { volume }] of own)
    if (!standing.has(id)) problems.push(`leg ${id} of ${volume.name} is on no drive`);
  const published = new Set([...own].filter(([, { volume }]) => volume.nodes.length > 0).map(([id]) => id));
  const exported = new Set(exports.map(({ leg }) => leg));
  for (const leg of exported) if (!published.has(leg)) problems.push(`leg ${leg} is exported and not published`);
  for (const leg of published) if (!exported.has(leg)) problems.push(`leg ${leg} is published and not exported`);
  return problems;
}

/**
 * The revision that was active is active again, or the next one is, where a commit was made meanwhile.
 * @param {Observation} before
 * @param {Observation} after
 * @param {string} head
 */
export function revisionProblems(before, after, head) {
  const [was, is] = [before.activeRevision, after.activeRevision];
  const expected = was.commit === head ? was.number : was.number + 1;
  if (is.number === expected && is.commit === head) return [];
  return [`revision ${String(is.number)} of ${is.commit} is active, not ${String(expected)} of ${head}`];
}
