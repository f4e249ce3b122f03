import type { Server } from 'node:http';

/** Closes servers with all of their connections. */
export async function closeServers(servers: readonly Server[]): Promise<void> {
  await Promise.all(servers.map(closed));
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
