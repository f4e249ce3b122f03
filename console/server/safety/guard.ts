import type { Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { refuse } from '../api/problem.ts';
import { safetyHeaders } from './headers.ts';
import { type Address, isOurHost } from './names.ts';
import { foreignness } from './origin.ts';
import { cookieName, isToken } from './token.ts';

/** Stands before everything else. */
export function addGuard(app: Hono, address: Address, token: string | undefined): void {
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
      refuse(
        403,
        'foreign-host',
        'this console is asked for by a name that is not its own; open it at its own address',
      );
    await next();
  });
  app.use('/api/*', async ({ req }, next) => {
    const foreign = foreignness({
      method: req.method,
      host: req.header('host') ?? '',
      origin: req.header('origin'),
      site: req.header('sec-fetch-site'),
      contentType: req.header('content-type'),
    });
    if (foreign !== undefined) refuse(403, 'foreign-page', foreign);
    await next();
  });
  if (token !== undefined) addTokenGuard(app, address.port, token);
}

/** The printed address holds the token once; from then on the browser has it in a cookie, which no script reads and no other site sends. */
function addTokenGuard(app: Hono, port: number, token: string): void {
  const name = cookieName(port);
  app.use(async (context, next) => {
    if (context.req.path === '/' && isToken(context.req.query('token'), token)) {
      setCookie(context, name, token, { httpOnly: true, sameSite: 'Strict', path: '/' });
      return context.redirect('/', 303);
    }
    if (isToken(getCookie(context, name), token)) return next();
    return refuse(
      401,
      'no-token',
      'this console is open to those only who have its token: open the address that it printed',
    );
  });
}
