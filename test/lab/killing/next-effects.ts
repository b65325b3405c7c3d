/**
 * After how many effects to kill the next start. What every start does first, such as a wipe that begins anew or a
 * clean-up of what the last one made, gets no further however often it is repeated: as far as a start did what one
 * before it did, it counts for nothing. Behind that, it is killed one effect later each time.
 * @param killed what each start before did until it was killed
 * @param did what the last one did
 */
export function nextEffects(killed: readonly (readonly string[])[], did: readonly string[]): number {
  return 1 + Math.max(0, ...killed.map((before) => alike(before, did)));
}

/** How many effects at the start of both are the same. */
function alike(one: readonly string[], other: readonly string[]): number {
  const differs = one.findIndex((effect, at) => effect !== other[at]);
  return differs === -1 ? Math.min(one.length, other.length) : differs;
}
