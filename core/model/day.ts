/** A day in UTC, YYYY-MM-DD: such texts sort as the days do. */
export type Day = string;

export const utcDay = (at: Date): Day => at.toISOString().slice(0, 10);
