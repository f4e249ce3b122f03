/** How a console is started. */
export interface ConsoleOptions {
  /** Where its state is kept; made when there is none. */
  readonly folder: string;
  /** 0 is any free port. */
  readonly port: number;
  /** An address of this machine; default this machine alone. */
  readonly host?: string | undefined;
  /** Where the inbox listens; 0 is any free port. */
  readonly inboxPort: number;
  /** Hosts other than loopback that may be sent to. */
  readonly allowHosts: readonly string[];
  /** How many deliveries are kept, beside those that go on; default 100,000. */
  readonly keptDeliveries?: number | undefined;
  /** Where the built page is; default where it was built to. */
  readonly pageFolder?: string | undefined;
  /** Told, in a sentence, of what was our own mistake. */
  readonly onMistake: (sentence: string) => void;
}

/** A console that runs. */
export interface RunningConsole {
  /** Its address. */
  readonly url: string;
  readonly inboxUrl: string;
  /** Other machines can reach it, and may use it with a session only. */
  readonly isOpen: boolean;
  /** The address that opens a session, once, when one is needed; `onUsed` is told that it did. It holds a secret. */
  openingUrl(onUsed?: () => void): string;
  /** Ends it: what is under way is kept, and goes on next time. */
  close(): Promise<void>;
}
