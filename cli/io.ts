/** Where text goes: a process's stream, or a buffer in a test. */
export interface TextSink {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
}

/** Everything a command knows of the process that it runs in. */
export interface CliIo {
  readonly stdout: TextSink;
  readonly stderr: TextSink;
  /** What is piped in. Read by a command that was asked to. */
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute; relative paths of arguments start here. */
  readonly cwd: string;
  /** Adds to a file that the environment names. */
  appendFile(path: string, text: string): Promise<void>;
  /**
   * Aborts when the user wants the command to end. A command that asks for it ends by itself from then on; every other
   * is ended by the signal.
   */
  stopSignal(): AbortSignal;
  /** What a thread runs that checks a revision; `undefined` where none can be started, as among sources. */
  readonly checkWorker?: URL;
}
