/** A request that was held to the description of its operation. */
export interface Call {
  /** Of the path and of the query, with their defaults. */
  readonly parameters: Readonly<Record<string, string | number | undefined>>;
  /** What the description says; absent: the operation has none. */
  readonly body: unknown;
  /** Aborted when whoever asked has gone, or the console ends. */
  readonly signal: AbortSignal;
}

/** What a handler answers. */
export type HandlerResult =
  /** JSON, held to the description. */
  | {
      readonly kind: 'json';
      readonly status: number;
      readonly value: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'nothing'; readonly status: number }
  /** A file: with a name it is to be saved. */
  | { readonly kind: 'file'; readonly type: string; readonly text: string; readonly name?: string }
  | { readonly kind: 'stream'; readonly type: string; readonly stream: ReadableStream<Uint8Array> };

export type Handler = (call: Call) => HandlerResult | Promise<HandlerResult>;

/** Handlers by the operation's id. */
export type OperationHandlers = Readonly<Record<string, Handler>>;

export function jsonAnswer(
  value: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): HandlerResult {
  return { kind: 'json', status, value, headers };
}

export function nothing(status = 204): HandlerResult {
  return { kind: 'nothing', status };
}

/** A parameter that the description requires to be a text. */
export function textOf({ parameters }: Call, name: string): string {
  return String(parameters[name]);
}

/** A parameter that is a number, when it was given. */
export function numberParameter({ parameters }: Call, name: string): number | undefined {
  const value = parameters[name];
  return typeof value === 'number' ? value : undefined;
}
