import { Hono } from 'hono';
import type { startChecks } from '../checks/checks.ts';
import type { deliveryRoutes } from '../deliveries/routes.ts';
import type { Hub } from '../events/hub.ts';
import type { fleetRoutes } from '../fleet/routes.ts';
import type { inboxRoutes } from '../inbox/routes.ts';
import type { pushRoutes } from '../push/routes.ts';
import type { sessionRoutes } from '../safety/session-guard.ts';
import { describeApi } from './description.ts';
import { wrongMethod } from './errors.ts';
import type { Console } from './types.ts';

interface Parts {
  readonly about: Console;
  readonly hub: Hub;
  readonly session: ReturnType<typeof sessionRoutes>;
  readonly push: ReturnType<typeof pushRoutes>;
  readonly fleet: ReturnType<typeof fleetRoutes>;
  readonly deliveries: ReturnType<typeof deliveryRoutes>;
  readonly inbox: ReturnType<typeof inboxRoutes>;
  readonly checks: ReturnType<typeof startChecks>['routes'];
}

/** Every operation. The page's client has its types from here. */
export function consoleApi({ about, hub, ...parts }: Parts) {
  const api = new Hono()
    .basePath('/api')
    .get('/console', (context) => context.json(about))
    .get('/events', (context) => {
      // Nobody would read the stream of a HEAD.
      if (context.req.method === 'HEAD') wrongMethod(context);
      return hub.listen(context);
    })
    .route('/', parts.session)
    .route('/', parts.push)
    .route('/', parts.fleet)
    .route('/', parts.deliveries)
    .route('/', parts.inbox)
    .route('/', parts.checks);
  api.get('/openapi.json', (context) => context.json(describeApi(api.routes)));
  for (const path of new Set(api.routes.map((route) => route.path.slice('/api'.length))))
    api.all(path, wrongMethod);
  return api;
}

export type ConsoleApi = ReturnType<typeof consoleApi>;
