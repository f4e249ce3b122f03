/** The command that starts a receiver for a check. */
export interface ReceiverCommand {
  readonly command: string;
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
}

/** Options of a console. */
export interface ConsoleOptions {
  /** Where its state is stored. Created if missing. */
  readonly folder: string;
  /** 0 is any free port. */
  readonly port: number;
  /** An address of this machine; default loopback. */
  readonly host?: string | undefined;
  /** The inbox's port; 0 is any free port. */
  readonly inboxPort: number;
  /** Allowed hosts other than loopback. */
  readonly allowHosts: readonly string[];
  /** Starts the receiver for a check. The page can't choose this command: otherwise, anyone who opens the page could run any program. */
  readonly exec?: ReceiverCommand | undefined;
  /** How many ended deliveries to keep; default 100,000. */
  readonly keptDeliveries?: number | undefined;
  /** The folder of the built page; default its build folder. */
  readonly pageFolder?: string | undefined;
  /** Called with a sentence that the user should read. */
  readonly onWarning?: (sentence: string) => void;
  /** Called with a sentence for each internal error. */
  readonly onInternalError: (sentence: string) => void;
}

/** A running console. */
export interface RunningConsole {
  /** Its URL. */
  readonly url: string;
  readonly inboxUrl: string;
  /** Other machines can reach the console, and need a session. */
  readonly isOpen: boolean;
  /** A URL that opens one session, if sessions are needed; `onUsed` is called when it was used. It contains a secret. */
  openingUrl(onUsed?: () => void): string;
  /** Stops the console. Anything in progress is stored, and resumed next time. */
  close(): Promise<void>;
}
