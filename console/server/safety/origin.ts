/** The headers with a request's origin. */
interface RequestOrigin {
  readonly method: string;
  readonly host: string;
  readonly origin: string | undefined;
  /** Sec-Fetch-Site, which browsers set and pages can't change. */
  readonly site: string | undefined;
  readonly contentType: string | undefined;
}

/** Why a request to the API is rejected as cross-site; undefined if it isn't. Pure. */
export function crossSiteReason(from: RequestOrigin): string | undefined {
  const { method, host, origin, site, contentType } = from;
  if (origin !== undefined && origin !== `http://${host}`)
    return 'the request comes from another origin; open the console at the address that it printed';
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    return 'the request comes from another site; open the console at the address that it printed';
  const isReading = method === 'GET' || method === 'HEAD';
  // A cross-site form can send any other content type without permission.
  if (!isReading && contentType !== undefined && !/^application\/json\s*(;|$)/i.test(contentType))
    return 'the Content-Type must be application/json for every request that changes something';
  return undefined;
}
