/** A request that was validated against its operation. */
export interface Call {
  /** Path and query parameters, with their defaults. */
  readonly parameters: Readonly<Record<string, string | number | undefined>>;
  /** The validated body; absent if the operation has none. */
  readonly body: unknown;
  /** Aborted if the client disconnected, or the console stops. */
  readonly signal: AbortSignal;
}

/** A handler's response. */
export type HandlerResult =
  /** JSON, validated against the description. */
  | {
      readonly kind: 'json';
      readonly status: number;
      readonly value: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'nothing'; readonly status: number }
  /** A file. With a name, it is a download. */
  | { readonly kind: 'file'; readonly type: string; readonly text: string; readonly name?: string }
  | { readonly kind: 'stream'; readonly type: string; readonly stream: ReadableStream<Uint8Array> };

export type Handler = (call: Call) => HandlerResult | Promise<HandlerResult>;

/** Handlers by operation id. */
export type OperationHandlers = Readonly<Record<string, Handler>>;

export function jsonResponse(
  value: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): HandlerResult {
  return { kind: 'json', status, value, headers };
}

export function nothing(status = 204): HandlerResult {
  return { kind: 'nothing', status };
}

/** A required string parameter. */
export function textOf({ parameters }: Call, name: string): string {
  return String(parameters[name]);
}

/** A number parameter that is required or has a default. */
export function numberOf({ parameters }: Call, name: string): number {
  return Number(parameters[name]);
}

export function optionalNumber({ parameters }: Call, name: string): number | undefined {
  const value = parameters[name];
  return typeof value === 'number' ? value : undefined;
}
