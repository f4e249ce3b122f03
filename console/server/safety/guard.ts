import type { Hono } from 'hono';
import { refuseCall } from '../api/problem.ts';
import { safetyHeaders } from './headers.ts';
import { type Address, isOurHost } from './names.ts';
import { crossSiteReason } from './origin.ts';
import { addSessionGuard } from './session-guard.ts';
import type { Sessions } from './sessions.ts';

/** Runs before everything else. */
export function addGuard(app: Hono, address: Address, sessions: Sessions | undefined): void {
  app.use(async (context, next) => {
    await next();
    const { headers } = context.res;
    for (const [name, value] of Object.entries(safetyHeaders))
      if (!headers.has(name)) headers.set(name, value);
    if (!headers.has('ETag')) headers.set('Cache-Control', 'no-store');
  });
  app.use(async ({ req }, next) => {
    const host = req.header('host');
    if (!isOurHost(host, address))
      refuseCall(
        403,
        'foreign-host',
        "the Host header doesn't match this console; open the console at the address that it printed",
      );
    await next();
  });
  app.use('/api/*', async ({ req }, next) => {
    const reason = crossSiteReason({
      method: req.method,
      host: req.header('host') ?? '',
      origin: req.header('origin'),
      site: req.header('sec-fetch-site'),
      contentType: req.header('content-type'),
    });
    if (reason !== undefined) refuseCall(403, 'foreign-page', reason);
    await next();
  });
  if (sessions !== undefined) addSessionGuard(app, address.port, sessions);
}
