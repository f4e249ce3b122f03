import type { RouterRoute } from 'hono/types';
import { toolVersion } from '../../../text/version.ts';
import type { Demand } from './checked.ts';

interface Operation {
  parameters: object[];
  requestBody?: object;
  readonly responses: object;
}

/** The operations as an OpenAPI document: what each demands. */
export function describeApi(routes: readonly RouterRoute[]): object {
  const paths: Record<string, Record<string, Operation>> = {};
  for (const { method, path, handler } of routes) {
    if (method === 'ALL') continue;
    const names = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
    const place = path.replaceAll(/:(\w+)/g, '{$1}');
    const operation = paths[place]?.[method.toLowerCase()] ?? {
      parameters: names.map((name) => parameter('path', name, { type: 'string', minLength: 1 })),
      responses: { default: { description: 'A status of 400 or above has JSON with a code and a message.' } },
    };
    paths[place] = { ...paths[place], [method.toLowerCase()]: operation };
    const { demand } = handler as { demand?: Demand };
    if (demand?.target === 'json')
      operation.requestBody = { required: true, content: { 'application/json': { schema: demand.schema } } };
    else if (demand) operation.parameters = parametersOf(demand);
  }
  return { openapi: '3.1.0', info: { title: 'Hookswitch console', version: toolVersion }, paths };
}

function parametersOf({ target, schema }: Demand): object[] {
  const { properties } = schema as { properties: Record<string, object> };
  return Object.entries(properties).map(([name, of]) =>
    parameter(target === 'param' ? 'path' : 'query', name, of),
  );
}

function parameter(place: string, name: string, schema: object): object {
  return { in: place, name, ...(place === 'path' && { required: true }), schema };
}
