import { Server as HttpServer, type RequestListener } from 'node:http';
import { Server } from 'node:net';
import type { Receiver } from '../../../../receiver/index.ts';
import { isRecord } from '../../../../schemas/is-record.ts';
import { valueInWords } from '../../../../text/words/quote.ts';

/** What is wrong with a module; completes "FILE …". */
export class UnusableModule extends Error {}

const whatToExport =
  'export a listener (request, response), an http.Server, an object with a fetch method, or a function without parameters that returns one';
const maxNames = 8;

/** The value of an export, with CommonJS as `import` shows it. Undefined if there is no such export. */
export function exportIn(module: unknown, name: string | undefined): unknown {
  if (name !== undefined) return (module as Record<string, unknown> | undefined)?.[name];
  // jiti shows a default in every module.
  if (isRecord(module) && Object.keys(module).includes('default')) return module.default;
  // module.exports = app; any other object is a list of named exports.
  return typeof module === 'function' || module instanceof Server || isFetch(module) ? module : undefined;
}

/**
 * The receiver that a module exports. A function without parameters is called for it. Otherwise the server that the module started.
 *
 * @param started Waits for servers that listen.
 * @throws UnusableModule, or what the module throws.
 */
export async function receiverIn(
  module: unknown,
  name: string | undefined,
  started: () => Promise<readonly HttpServer[]>,
): Promise<Receiver> {
  const given = await exportIn(module, name);
  const isFactory = typeof given === 'function' && given.length === 0;
  const value = isFactory ? await given() : given;
  if (isReceiver(value)) return value;
  const what = name === undefined ? 'its default export' : `its export ${name}`;
  if (value !== undefined)
    throw unusable(`${what} ${isFactory ? 'returns' : 'is'} ${valueInDetail(value)}`, hintFor(value));
  const [server, ...others] = await started();
  if (server && others.length === 0) return server;
  const found = isFactory ? `${what} returns nothing` : exportsInWords(module, name);
  throw unusable(`${found} and it starts ${server ? `${others.length + 1} servers` : 'no server'}`);
}

function unusable(found: string, hint = ''): UnusableModule {
  return new UnusableModule(`can't be checked, since ${found}; ${whatToExport}${hint}`);
}

function isReceiver(value: unknown): value is Receiver {
  if (typeof value === 'function') return isListener(value);
  return value instanceof Server || isFetch(value);
}

/** Listeners take a request and a response. */
function isListener(value: { readonly length: number }): value is RequestListener {
  return value.length >= 2;
}

function isFetch(value: unknown): boolean {
  return typeof (value as { fetch?: unknown } | null | undefined)?.fetch === 'function';
}

function exportsInWords(module: unknown, name: string | undefined): string {
  const names = isRecord(module) || typeof module === 'function' ? Object.keys(module as object) : [];
  const others = names.filter((one) => one !== 'default' && one !== '__esModule').slice(0, maxNames);
  const missing = name === undefined ? 'has no default export' : `doesn't export ${name}`;
  return others.length === 0 ? `it ${missing}` : `it ${missing} (it exports ${others.join(', ')})`;
}

function valueInDetail(value: unknown): string {
  if (typeof value === 'function')
    return `a function with ${value.length === 1 ? 'one parameter' : 'no parameters'}`;
  const names = isRecord(value) ? Object.keys(value).slice(0, maxNames) : [];
  return names.length === 0 ? valueInWords(value) : `an object with ${names.join(', ')}`;
}

/** Frameworks whose app isn't a listener. */
function hintFor(value: unknown): string {
  const has = (name: string) => typeof (value as Record<string, unknown> | null)?.[name] === 'function';
  if (has('callback')) return "; for Koa, that's app.callback()";
  if (has('inject') || has('ready')) return "; for Fastify, that's app.server, after await app.ready()";
  return has('getHttpServer') ? "; for NestJS, that's app.getHttpServer(), after await app.init()" : '';
}

/** Servers that listen for HTTP. */
export function httpServersOf(servers: Iterable<Server>): HttpServer[] {
  return [...servers].filter(
    (server): server is HttpServer => server instanceof HttpServer && server.listening,
  );
}
