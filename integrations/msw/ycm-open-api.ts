import type { HttpHandler } from 'msw';
import { HookswitchError, type Ycm } from '../../simulator/index.ts';
import { quote, valueInWords } from '../../text/words/quote.ts';
import { authentication, type Credentials } from './open-api/authentication.ts';
import { cloudPbxs } from './open-api/cloud-pbxs.ts';
import { Directory } from './open-api/directory.ts';
import { Tokens } from './open-api/tokens.ts';
import { trunks } from './open-api/trunks.ts';

/** The URL of the Open API, and a client's credentials. */
export interface OpenApiOptions {
  /** The base URL, such as `https://ycm.example.com`; default `https://ycm.yeastar.com`, as in the vendor's examples. */
  readonly baseUrl?: string;
  /** The client id for requesting a token. */
  readonly clientId: string;
  /** The client's secret. */
  readonly clientSecret: string;
}

/** A YCM's Open API, for clients in this process. */
export interface YcmOpenApi {
  /** For `setupServer(...handlers)` of `msw/node`. */
  readonly handlers: readonly HttpHandler[];
  /**
   * The id of a Cloud PBX in the API. Ids start at 1001, in order of creation.
   *
   * @param sn Its serial number.
   * @throws HookswitchError `bad-action` if the fleet has no such PBX.
   */
  cloudPbxIdOf(sn: string): number;
  /** Expires all access tokens, as if 30 minutes had passed. Refresh tokens remain valid. */
  expireAccessTokens(): void;
}

/**
 * Simulates the Open API of a YCM: clients read and change its fleet, and each change pushes messages to its webhooks. The API responds
 * once the messages are accepted; `ycm.idle()` waits for their delivery.
 *
 * @param ycm The YCM. The ids of its DIDs and trunks must be digits, because the API uses numbers.
 * @param options The API's URL and credentials.
 * @throws HookswitchError `bad-url`, `bad-secret` if the client's id or secret is missing, `bad-action` for ids that are not numbers.
 */
export function ycmOpenApi(ycm: Ycm, options: OpenApiOptions): YcmOpenApi {
  const base = `${usable(options.baseUrl ?? 'https://ycm.yeastar.com')}/dm/open_api`;
  assertCredentials(options);
  const directory = new Directory(ycm);
  const tokens = new Tokens();
  return {
    handlers: [
      ...authentication(base, options, tokens),
      ...cloudPbxs(base, directory, tokens),
      ...trunks(base, directory, tokens),
    ],
    cloudPbxIdOf(sn) {
      const listed = directory.listed().find(({ pbx }) => pbx.sn === sn);
      if (listed) return listed.entry.cloudPbxId;
      throw new HookswitchError('bad-action', `there is no PBX ${quote(sn)}; create it first`);
    },
    expireAccessTokens: () => tokens.expireAccess(),
  };
}

function usable(baseUrl: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  const isHttp = url?.protocol === 'https:' || url?.protocol === 'http:';
  if (url && isHttp && url.username === '' && url.search === '' && url.hash === '') {
    return withoutEndingSlashes(url.href);
  }
  const given = typeof baseUrl === 'string' ? quote(baseUrl) : valueInWords(baseUrl);
  throw new HookswitchError('bad-url', `the baseUrl is ${given}; give one such as "https://ycm.example.com"`);
}

function withoutEndingSlashes(href: string): string {
  let end = href.length;
  while (href[end - 1] === '/') end -= 1;
  return href.slice(0, end);
}

function assertCredentials({ clientId, clientSecret }: Credentials): void {
  for (const [name, value] of Object.entries({ clientId, clientSecret })) {
    if (typeof value === 'string' && value !== '') continue;
    throw new HookswitchError(
      'bad-secret',
      `the ${name} is missing; choose any value, and give your client the same one`,
    );
  }
}
