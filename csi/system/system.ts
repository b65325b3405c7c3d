/**
 * The one door from Stowage to the operating system of a host: its programs, and the files by which its kernel is seen
 * and told. Everything above it can be tried against a scripted host.
 */
export interface System {
  /**
   * Runs a program to its end, without a shell. An exit status other than 0 is an answer, not an error.
   * @throws SystemError `no-such-program`, `timed-out`, `too-much-output`; `file` for its lock
   */
  run(command: Command): Promise<CommandResult>;

  /** Whole, without a newline at the end; `undefined` where there is none. @throws SystemError `file` */
  readText(path: string): Promise<string | undefined>;
  /** In one write, as sysfs and configfs want it. @throws SystemError `file` with the errno */
  writeText(path: string, text: string): Promise<void>;
  /** Whole or not at all, readable by its owner alone, on disk before this answers. @throws SystemError `file` */
  replaceFile(path: string, text: string): Promise<void>;
  /** @throws SystemError `file` */
  readBytes(path: string, range: ByteRange): Promise<Uint8Array>;
  /** On the medium before this answers. @throws SystemError `file` */
  writeBytes(path: string, offset: bigint, bytes: Uint8Array): Promise<void>;

  /** Names in a folder, sorted; `undefined` where there is no such folder. @throws SystemError `file` */
  list(path: string): Promise<readonly string[] | undefined>;
  /** What stands at a path, links not followed. @throws SystemError `file` */
  kindOf(path: string): Promise<PathKind>;
  /** One that is there is no error. @throws SystemError `file` */
  makeDirectory(path: string): Promise<void>;
  /** One that is not there is no error. @throws SystemError `file` */
  removeDirectory(path: string): Promise<void>;
  /** Where a link leads, as it says; `undefined` where there is no link. @throws SystemError `file` */
  readLink(path: string): Promise<string | undefined>;
  /** Links followed to the end; `undefined` where that is nowhere. @throws SystemError `file` */
  realPath(path: string): Promise<string | undefined>;
  /** @throws SystemError `file` */
  makeLink(target: string, path: string): Promise<void>;
  /** A file or a link; one that is not there is no error. @throws SystemError `file` */
  removeFile(path: string): Promise<void>;

  /** Of the filesystem that is mounted at a path. @throws SystemError `file` */
  filesystemUsage(path: string): Promise<FilesystemUsage>;
}

/** Under which name `replaceFile` writes, and leaves behind what it had written where it was cut off. */
export const draftOf = (file: string): string => `${file}.draft`;

export interface FilesystemUsage {
  readonly bytes: Usage;
  readonly inodes: Usage;
}

export interface Usage {
  readonly total: bigint;
  readonly used: bigint;
  /** To users other than root. */
  readonly available: bigint;
}

export type PathKind = 'none' | 'file' | 'directory' | 'link' | 'device' | 'other';

export interface ByteRange {
  readonly offset: bigint;
  readonly length: number;
}

export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  /** Handed over on a pipe, which is closed after it; secrets go this way alone. */
  readonly input?: string | Uint8Array;
  /** Milliseconds; 30,000 where it is left out. Waiting for a lock may take as long again. */
  readonly timeout?: number;
  readonly lock?: ProgramLock;
}

/**
 * A lock that a program holds from its first moment to its last, also one that outlives its timeout, or this process:
 * once it is had, no program is left that held it.
 */
export interface ProgramLock {
  /** Made where it is missing, in a folder that is there. */
  readonly file: string;
  /** Once the lock is held, and before the program begins. What it throws keeps the program from beginning. */
  readonly onceHeld?: () => Promise<void>;
}

export interface CommandResult {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export type SystemErrorCode = 'no-such-program' | 'timed-out' | 'too-much-output' | 'file';

/** Why the operating system could not be asked. `errno` is the kernel's word for it, such as `EBUSY`. */
export class SystemError extends Error {
  readonly code: SystemErrorCode;
  readonly errno: string | undefined;

  constructor(
    code: SystemErrorCode,
    message: string,
    options: { readonly cause?: unknown; readonly errno?: string } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'SystemError';
    this.code = code;
    this.errno = options.errno;
  }
}
