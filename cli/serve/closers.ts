/** What was opened, to be closed in reverse order, once, whatever fails on the way. */
export interface Closers {
  readonly add: (close: () => Promise<void>) => void;
  /** Closes everything. Throws the first error once all were tried. */
  readonly closeAll: () => Promise<void>;
}

export function createClosers(): Closers {
  const closers: (() => Promise<void>)[] = [];
  const run = async (): Promise<void> => {
    const errors: unknown[] = [];
    for (let close = closers.pop(); close; close = closers.pop()) {
      await close().catch((error: unknown) => errors.push(error));
    }
    if (errors.length > 0) throw errors[0];
  };
  let closing: Promise<void> | undefined;
  return {
    add: (close) => {
      closers.push(close);
    },
    closeAll: () => (closing ??= run()),
  };
}
