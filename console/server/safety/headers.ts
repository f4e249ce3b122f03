import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { digestOf } from '../../../reports/formats/html/page.ts';
import { script } from '../../../reports/formats/html/script.ts';
import { style } from '../../../reports/formats/html/style.ts';

/** The policy of a download: even if it is opened as a page, it has no origin, runs no scripts and loads no content. */
export const filePolicy = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

const secured = secureHeaders({
  // No external content, no inline content. The only frame is a report, which inherits this policy: its style and script are allowed by
  // their digests, so that nothing that a receiver wrote can run in it.
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'", digestOf(script)],
    styleSrc: ["'self'", digestOf(style)],
    frameSrc: ['blob:'],
    imgSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    fontSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
  xFrameOptions: 'DENY',
  // The console serves plain HTTP.
  strictTransportSecurity: false,
  // A download has its own policy.
  overwrite: false,
});

/** The headers of every response. Only files that haven't changed are kept by a browser. */
export const safetyHeaders: MiddlewareHandler = (context, next) =>
  secured(context, async () => {
    await next();
    if (!context.res.headers.has('ETag')) context.header('Cache-Control', 'no-store');
  });
