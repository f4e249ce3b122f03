import type { Hono } from 'hono';
import { refuseCall } from '../api/problem.ts';
import { safetyHeaders } from './headers.ts';
import { type Address, isOurHost } from './names.ts';
import { crossSiteReason } from './origin.ts';
import { addSessionGuard } from './session-guard.ts';
import type { Sessions } from './sessions.ts';

/** The maximum size of a request body, which is a form (bytes). */
const maxSize = 256 * 1024;

/** Runs before everything else. */
export function addGuard(app: Hono, address: Address, sessions: Sessions | undefined): void {
  app.use(safetyHeaders);
  app.use(async ({ req }, next) => {
    if (!isOurHost(req.header('host'), address))
      refuseCall(
        403,
        'foreign-host',
        "the Host header doesn't match this console; open the console at the address that it printed",
      );
    await next();
  });
  // Stricter than hono/csrf: reading is refused too, and so is every type of content that a form could send.
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
  app.use('/api/*', async ({ req }, next) => {
    if (req.header('transfer-encoding') !== undefined)
      refuseCall(411, 'no-length', 'the request needs a Content-Length instead of a Transfer-Encoding');
    if (Number(req.header('content-length') ?? 0) > maxSize)
      refuseCall(413, 'too-large', `the body of the request is larger than ${maxSize / 1024} KB`);
    await next();
  });
}
