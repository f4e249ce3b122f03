import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { bind } from '../../listener/serving/bind.ts';
import { closeServers } from '../../listener/serving/close-servers.ts';
import { keepRoom } from '../../listener/serving/room.ts';
import { fileAt, type Site } from './site.ts';

interface ServedDocs {
  readonly url: string;
  close(): Promise<void>;
}

const maxConnections = 100;
const limits = { headersTimeout: 10_000, requestTimeout: 10_000, connectionsCheckingInterval: 1000 };

const headers = {
  // The pages set their color scheme in an inline script, before they show.
  'Content-Security-Policy':
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-cache',
};

/** Serves the site to this machine only. @throws HookswitchError `bad-flag` if the port can't be used. */
export async function serveDocs(site: Site, port: number): Promise<ServedDocs> {
  const servers: [Server, Server] = [serverOf(site), serverOf(site)];
  const { url } = await bind(servers, undefined, port);
  return { url, close: () => closeServers(servers) };
}

function serverOf(site: Site): Server {
  const server = createServer(limits, (request, response) => {
    respond(site, request, response).catch(() => response.destroy());
  });
  keepRoom(server, maxConnections);
  return server;
}

async function respond(
  site: Site,
  { method, url = '/' }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (method !== 'GET' && method !== 'HEAD') {
    response.writeHead(405, { ...headers, Allow: 'GET, HEAD' }).end();
    return;
  }
  const file = fileAt(site, decoded(url));
  const shown = file ?? site.get('/404.html');
  const body = shown ? await readFile(shown.path) : Buffer.from('Not found');
  response.writeHead(file ? 200 : 404, {
    ...headers,
    'Content-Type': shown?.type ?? 'text/plain; charset=utf-8',
    'Content-Length': body.length,
  });
  response.end(method === 'HEAD' ? undefined : body);
}

/** The path of a request. One that can't be decoded is not found. */
function decoded(url: string): string {
  try {
    return decodeURIComponent(new URL(url, 'http://localhost').pathname);
  } catch {
    return '';
  }
}
