import { type Context, Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { body } from '../api/checked.ts';
import { refuseCall } from '../api/problem.ts';
import { openingToken } from '../api/types.ts';
import type { Sessions } from './sessions.ts';

const openingPath = '/api/session';
/** No form or link of another site can send it. */
const keyHeader = 'hookswitch-key';

/** Protects the API with sessions. The page's files are public: they are the same everywhere and contain nothing private. */
export function addSessionGuard(app: Hono, port: number, sessions: Sessions): void {
  app.use('/api/*', async (context, next) => {
    const { req } = context;
    const isOpening = req.path === openingPath && req.method === 'POST';
    if (!isOpening && !sessions.has(getCookie(context, cookieName(port)), req.header(keyHeader)))
      refuseCall(
        401,
        'no-session',
        'this browser is not signed in: open the last address that the console printed; each works once',
      );
    await next();
  });
}

/** Exchanges a token for a session. Without sessions, everybody who can reach the console may use it. */
export function sessionRoutes(port: number, sessions: Sessions | undefined) {
  return new Hono().post('/session', body(openingToken), (context) => {
    if (sessions === undefined)
      return refuseCall(
        409,
        'no-session-needed',
        'only this machine can reach this console, so it needs no session',
      );
    const session = sessions.open(context.req.valid('json').token);
    if (session === undefined)
      return refuseCall(
        401,
        'bad-token',
        'this address was used before, or the console was restarted; use the last address that it printed',
      );
    keepCookie(context, port, session.cookie);
    return context.json({ key: session.key });
  });
}

/** Without Secure, and so without `__Host-`: the console has no TLS, which browsers require for such a cookie. */
function keepCookie(context: Context, port: number, value: string): void {
  setCookie(context, cookieName(port), value, { httpOnly: true, sameSite: 'Strict', path: '/' });
}

/** The port is in its name, since browsers store cookies by host. */
function cookieName(port: number): string {
  return `hookswitch-${port}`;
}
