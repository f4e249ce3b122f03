import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { transformSync } from 'esbuild';
import express from 'express';
import type { Json } from '../../../observation/json.ts';
import type { Receiver } from '../../../receiver/in-process/serve.ts';
import type { LessonName } from '../../../suites/lessons/generated/lesson-name.ts';
import { lessons } from '../../../suites/lessons/lessons.ts';

export type Side = 'wrong' | 'right';

/** A receiver assembled from the lessons' TypeScript code, and what it stored. */
export interface Assembled {
  readonly receiver: Receiver;
  readonly observe: (sn: string) => Json;
}

interface Parts {
  readonly isGenuine: (secret: string, body: Uint8Array, signature: string | undefined) => boolean;
  readonly readBody: (request: IncomingMessage) => Promise<Buffer | undefined>;
  readonly signatureOf: (request: IncomingMessage) => string | undefined;
}

/** The lessons whose code is one part of a receiver, by the name of its function. */
export const partLessons = {
  'compare-in-full': 'isGenuine',
  'key-and-digest': 'isGenuine',
  'one-key-only': 'isGenuine',
  'read-to-the-end': 'readBody',
  'one-header': 'signatureOf',
} as const satisfies Partial<Record<LessonName, keyof Parts>>;

/** The lessons whose code adds a route to an Express app. */
export const routeLessons = ['sign-raw-bytes', 'check-first', 'one-route', 'store-then-answer'] as const;

const rightParts: Parts = {
  isGenuine: partOf('compare-in-full', 'right', 'isGenuine'),
  readBody: partOf('read-to-the-end', 'right', 'readBody'),
  signatureOf: partOf('one-header', 'right', 'signatureOf'),
};

/** Plain Node.js, correct except for this part. */
export function withPart(lesson: keyof typeof partLessons, side: Side, secret: string): Assembled {
  const name = partLessons[lesson];
  const parts: Parts = { ...rightParts, [name]: partOf(lesson, side, name) };
  const { store, observe } = memory();
  const receiver = createServer(async (request, response) => {
    const end = (status: number) => response.writeHead(status).end();
    try {
      const body = await parts.readBody(request);
      if (body === undefined) end(413);
      else if (!parts.isGenuine(secret, body, parts.signatureOf(request))) end(401);
      else end(store(body));
    } catch {
      end(500);
    }
  });
  return { receiver, observe };
}

/** An Express app with the route of this lesson. */
export function withRoute(lesson: (typeof routeLessons)[number], side: Side, secret: string): Assembled {
  const app = express().disable('x-powered-by');
  const { store, observe } = memory();
  const raw = express.raw({ type: () => true, limit: '1mb', inflate: false });
  const checked: express.RequestHandler = (request, response, next) => {
    const isGenuine = rightParts.isGenuine(
      secret,
      request.body ?? Buffer.alloc(0),
      rightParts.signatureOf(request),
    );
    if (isGenuine) next();
    else response.sendStatus(401);
  };
  const db = { query: async (_sql: string, [body]: [string]) => store(body) };
  // The downstream service is slower than any timeout.
  const crm = { update: () => new Promise(() => {}) };
  const requireLogin: express.RequestHandler = (_request, response) => response.redirect('/login');
  const names = {
    app,
    express,
    raw,
    checked,
    secret,
    store,
    db,
    crm,
    requireLogin,
    isGenuine: rightParts.isGenuine,
  };
  evaluate(lessons[lesson].code.ts[side], names);
  return { receiver: app, observe };
}

/** Keeps the last report of each PBX, and returns the response status. */
function memory() {
  const state = new Map<string, Json>();
  const store = (message: unknown): number => {
    const isText = typeof message === 'string' || message instanceof Uint8Array;
    const value = isText ? JSON.parse(message.toString()) : message;
    for (const item of Array.isArray(value) ? value : []) state.set(item.sn, item);
    return 204;
  };
  return { store, observe: (sn: string) => state.get(sn) ?? null };
}

function partOf<N extends keyof Parts>(lesson: LessonName, side: Side, name: N): Parts[N] {
  return evaluate(`${lessons[lesson].code.ts[side]}\n`, { createHash, createHmac, timingSafeEqual }, name);
}

/** Runs the code with these names defined, and returns its `result`. */
function evaluate<T>(code: string, names: Readonly<Record<string, unknown>>, result = 'undefined'): T {
  const withoutImports = code.replaceAll(/^import .*$/gm, '');
  const { code: script } = transformSync(withoutImports, { loader: 'ts' });
  return new Function(...Object.keys(names), `${script}\nreturn ${result};`)(...Object.values(names)) as T;
}
