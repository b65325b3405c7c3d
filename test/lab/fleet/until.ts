const MILLISECONDS = 60_000;
const PAUSE_MILLISECONDS = 250;

/** Looks again and again. @throws when it takes longer than a minute, or than it is told */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  milliseconds = MILLISECONDS,
): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`waited ${String(milliseconds / 1000)} s in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLISECONDS));
  }
}
