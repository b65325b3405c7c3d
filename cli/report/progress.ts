import type { CliIo } from '../io.ts';

/** A run that ends sooner shows none. */
const SHOW_AFTER_MILLISECONDS = 500;
const REDRAW_MILLISECONDS = 100;
const WIDTH = 30;

export interface Progress {
  /** Called as often as there is something to tell. */
  readonly tell: (done: number, all: number) => void;
  /** Takes the bar away. */
  readonly end: () => void;
}

/** A bar on standard error while a long run goes on, where that is a terminal; else nothing. */
export function progressBar({ stderr, env }: Pick<CliIo, 'stderr' | 'env'>, what: string, now: () => number): Progress {
  if (stderr.isTTY !== true || env['CI'] !== undefined || env['TERM'] === 'dumb') {
    return { tell: () => undefined, end: () => undefined };
  }
  const started = now();
  let drawn = started + SHOW_AFTER_MILLISECONDS - REDRAW_MILLISECONDS;
  let isShown = false;
  return {
    tell: (done, all) => {
      if (now() - drawn < REDRAW_MILLISECONDS) return;
      drawn = now();
      isShown = true;
      stderr.write(`\r${barText(done, all)} ${what}`);
    },
    end: () => {
      if (isShown) stderr.write('\r\u001b[K');
    },
  };
}

function barText(done: number, all: number): string {
  const filled = Math.round((WIDTH * done) / Math.max(1, all));
  return `[${'#'.repeat(filled)}${' '.repeat(WIDTH - filled)}] ${String(done)} of ${String(all)}`;
}
