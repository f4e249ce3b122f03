import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';

type Properties = Readonly<Record<string, object>>;

const text = { type: 'string' };
const count = { type: 'integer', minimum: 0 };
/** -1: not known, or doesn't apply. */
const sizeIfKnown = { type: 'integer', minimum: -1 };
const timeIfKnown = { type: 'number', minimum: -1 };
const time = { type: 'number', minimum: 0 };
const moment = { type: 'string', format: 'date-time' };
const listOf = (items: object) => ({ type: 'array', items });

/** An object of HAR. Anything may have a comment, and fields of its own with an underscore. */
function object(required: Properties, optional: Properties = {}) {
  return {
    type: 'object',
    required: Object.keys(required),
    properties: { ...required, ...optional, comment: text },
    patternProperties: { '^_': {} },
    additionalProperties: false,
  };
}

const nameAndValue = object({ name: text, value: text });
const cookie = object(
  { name: text, value: text },
  {
    path: text,
    domain: text,
    expires: { ...moment, type: ['string', 'null'] },
    httpOnly: { type: 'boolean' },
    secure: { type: 'boolean' },
  },
);
const program = object({ name: text, version: text });
const param = object({ name: text }, { value: text, fileName: text, contentType: text });
const exchanged = {
  httpVersion: text,
  cookies: listOf(cookie),
  headers: listOf(nameAndValue),
  headersSize: sizeIfKnown,
  bodySize: sizeIfKnown,
};
const request = object(
  {
    ...exchanged,
    method: text,
    url: { type: 'string', format: 'uri' },
    queryString: listOf(nameAndValue),
  },
  // `encoding` is not in HAR 1.2, but browsers and proxies write it.
  { postData: object({ mimeType: text }, { params: listOf(param), text, encoding: text }) },
);
const content = object(
  { size: count, mimeType: text },
  { compression: { type: 'integer' }, text, encoding: text },
);
const response = object({ ...exchanged, status: count, statusText: text, content, redirectURL: text });
const timings = object(
  { send: time, wait: time, receive: time },
  { blocked: timeIfKnown, dns: timeIfKnown, connect: timeIfKnown, ssl: timeIfKnown },
);
const cached = {
  anyOf: [{ type: 'null' }, object({ lastAccess: moment, eTag: text, hitCount: count }, { expires: moment })],
};
const entry = object(
  {
    startedDateTime: moment,
    time,
    request,
    response,
    cache: object({}, { beforeRequest: cached, afterRequest: cached }),
    timings,
  },
  {
    pageref: text,
    serverIPAddress: {
      anyOf: [
        { ...text, format: 'ipv4' },
        { ...text, format: 'ipv6' },
      ],
    },
    connection: text,
  },
);
const page = object({
  startedDateTime: moment,
  id: text,
  title: text,
  pageTimings: object({}, { onContentLoad: timeIfKnown, onLoad: timeIfKnown }),
});
const har = object({
  log: object(
    { version: { const: '1.2' }, creator: program, entries: listOf(entry) },
    { browser: program, pages: listOf(page) },
  ),
});

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
addFormats.default(ajv);
const isValid = ajv.compile(har);

/** What is wrong with a file, by HAR 1.2: http://www.softwareishard.com/blog/har-12-spec/ */
export function harProblems(value: unknown): unknown {
  return isValid(value) ? undefined : isValid.errors;
}
