import { Server as HttpServer, type RequestListener } from 'node:http';
import type { Server } from 'node:net';

/** Node writes the real time into the Date header of a response, so servers set one with the simulated time. */
export class DateHeaders {
  readonly #servers = new Set<Server>();

  simulate(server: Server): void {
    if (this.#servers.has(server) || !(server instanceof HttpServer)) return;
    this.#servers.add(server);
    server.prependListener('request', setDate);
  }

  restore(): void {
    for (const server of this.#servers) server.off('request', setDate);
    this.#servers.clear();
  }
}

const setDate: RequestListener = (_request, response) => {
  if (response.sendDate) response.setHeader('Date', new Date().toUTCString());
};
