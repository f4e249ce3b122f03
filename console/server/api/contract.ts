import { consoleApi } from '../../../schemas/console-api.ts';

type HttpMethod = 'get' | 'put' | 'post' | 'delete';

/** A parameter of an operation. */
export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly isNumber: boolean;
  readonly byDefault?: number | undefined;
  /** The place of its schema in the description. */
  readonly pointer: string;
}

/** An operation of the description. */
export interface Operation {
  readonly id: string;
  readonly method: HttpMethod;
  /** `/api/webhooks/{id}` */
  readonly path: string;
  readonly parameters: readonly Parameter[];
  /** The place of its body's schema; absent if it has no body. */
  readonly body?: string | undefined;
  /** By status: the place of the JSON's schema, if it is JSON. */
  readonly answers: ReadonlyMap<number, string | undefined>;
}

type Node = { readonly [key: string]: Node };
const document = consoleApi as unknown as Node;
const methods: readonly HttpMethod[] = ['get', 'put', 'post', 'delete'];
const jsonType = 'application/json';

/** Every operation, in the order of the description. */
export const operations: readonly Operation[] = Object.entries(child(document, 'paths')).flatMap(
  ([path, item]) =>
    methods.filter((method) => method in item).map((method) => operationOf(path, method, item)),
);

function operationOf(path: string, method: HttpMethod, item: Node): Operation {
  const operation = child(item, method);
  const at = `/paths/${escaped(path)}/${method}`;
  const shared = parametersIn(item, `/paths/${escaped(path)}`);
  const hasBody = 'requestBody' in operation;
  return {
    id: String(operation.operationId),
    method,
    path,
    parameters: [...shared, ...parametersIn(operation, at)],
    body: hasBody ? `${at}/requestBody/content/${escaped(jsonType)}/schema` : undefined,
    answers: new Map(
      Object.entries(child(operation, 'responses')).map(([status, response]) => [
        Number(status),
        jsonType in (response.content ?? {})
          ? `${at}/responses/${status}/content/${escaped(jsonType)}/schema`
          : undefined,
      ]),
    ),
  };
}

function parametersIn(owner: Node, at: string): Parameter[] {
  const list = (owner.parameters ?? []) as unknown as readonly Node[];
  return list.map((written, index) => {
    const reference = written.$ref === undefined ? undefined : String(written.$ref).slice(1);
    const parameter = reference === undefined ? written : resolve(reference);
    const schema = child(parameter, 'schema');
    return {
      name: String(parameter.name),
      in: String(parameter.in) === 'path' ? 'path' : 'query',
      isNumber: String(schema.type) === 'integer',
      byDefault: schema.default === undefined ? undefined : Number(schema.default),
      pointer: `${reference ?? `${at}/parameters/${index}`}/schema`,
    };
  });
}

function resolve(pointer: string): Node {
  return pointer.split('/').slice(1).reduce(child, document);
}

function child(node: Node, key: string): Node {
  const found = node[key];
  if (found === undefined) throw new RangeError(`the API description lacks ${key}`);
  return found;
}

/** A key as a part of a JSON pointer. */
function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
