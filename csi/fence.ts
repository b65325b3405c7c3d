/**
 * Who is in charge, and of which state of a volume. Both only rise: receivers keep the highest they have seen and refuse
 * older ones, so that a deposed leader, or a command that comes late, changes nothing.
 */
export interface Fence {
  /** Of the leader: rises with each start of a driver on the store. */
  readonly epoch: number;
  /** Volume.generation. */
  readonly generation: number;
}
