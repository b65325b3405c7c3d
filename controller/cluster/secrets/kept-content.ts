/** What a Secret held when it was asked for, and in which version. */
export interface SecretContent {
  readonly version: string | undefined;
  readonly bytes: Uint8Array;
}

type Ask = () => Promise<SecretContent | undefined>;
type Pause = (milliseconds: number, signal: AbortSignal) => Promise<void>;

/** What one Secret holds, in memory for a while. */
export interface KeptContent {
  /** Asks unless what is kept is known to stand. A copy each time. */
  read(ask: Ask): Promise<Uint8Array | undefined>;
  /** What a watch that goes on says that the Secret is now; `undefined` where none does. Drops what was kept. */
  stands(version: string | undefined): void;
}

/**
 * Counted from the answer, not from the last use: a watch may be dead without anybody having noticed, and a busy server
 * would then go by what was for as long as it is busy.
 */
const KEPT_MILLISECONDS = 60_000;

/** What a watch vouches for. Made anew with each change, so that an answer from before one is never kept after it. */
interface Standing {
  readonly version: string;
  readonly over: AbortController;
  asked: Promise<SecretContent | undefined> | undefined;
}

/**
 * Every volume of an encrypted class derives from one Secret: asked for each time, that is a request per claim. Held for
 * as long as this process lives, every secret would lie in its memory for months, and two truths would stand side by side
 * about which one counts. So it is kept only in the version that the watch saw last, while that watch goes on, and not long.
 */
export function keptContent(pause: Pause): KeptContent {
  let standing: Standing | undefined;
  return {
    stands: (version) => {
      if (standing) drop(standing);
      standing = version === undefined ? undefined : { version, over: new AbortController(), asked: undefined };
    },
    read: async (ask) => {
      const content = await (standing ? askOnce(standing, ask, pause) : ask());
      return content && Uint8Array.from(content.bytes);
    },
  };
}

function askOnce(standing: Standing, ask: Ask, pause: Pause): Promise<SecretContent | undefined> {
  standing.asked ??= keepWhatStands(standing, ask(), pause);
  return standing.asked;
}

async function keepWhatStands(
  standing: Standing,
  asked: Promise<SecretContent | undefined>,
  pause: Pause,
): Promise<SecretContent | undefined> {
  let isKept = false;
  try {
    const content = await asked;
    // The server may know more by now than the watch has told.
    isKept = content?.version === standing.version;
    return content;
  } finally {
    if (isKept) void pause(KEPT_MILLISECONDS, standing.over.signal).then(() => (standing.asked = undefined));
    else standing.asked = undefined;
  }
}

function drop(standing: Standing): void {
  standing.asked = undefined;
  standing.over.abort();
}
