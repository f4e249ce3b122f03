import { asksToWait, isDropped } from '../receiver/index.ts';
import { attempt, type Connector, HookswitchError, type Outcome } from '../simulator/index.ts';
import type { ResponseOutcome } from '../simulator/wire/outcome.ts';
import { getSteps } from '../simulator/wire/wire.ts';
import { headerValues } from '../text/formats/headers.ts';
import { displayUrl } from '../text/secrets/display-url.ts';
import { quote } from '../text/words/quote.ts';
import {
  maxStateBytes,
  noState,
  type Observer,
  observationTimeoutMs,
  type Seen,
  seenInText,
  trouble,
} from './observer.ts';

const placeholder = '{sn}';

/**
 * An observer over HTTP: `{sn}` in the URL is replaced by the URL-encoded serial number. A 404, a 410 or a 204 is the state of an unknown PBX.
 */
export function httpObserver(urlTemplate: string, connector: Connector): Observer {
  const isPerPbx = urlTemplate.includes(placeholder);
  const connection = connector.keeps ? 'keep-alive' : 'close';
  return {
    option: 'observeUrl',
    isPerPbx,
    showsState: true,
    async observe(sn, signal) {
      const url = urlTemplate.replaceAll(placeholder, encodeURIComponent(sn));
      const look = () =>
        attempt({
          url,
          steps: getSteps(url, [['Accept', 'application/json']], connection),
          connector,
          timeoutMs: observationTimeoutMs,
          maxBodyBytes: maxStateBytes,
          signal,
        });
      const { outcome } = await look();
      return seenIn(isClosed(outcome) ? (await look()).outcome : outcome, displayUrl(url));
    },
  };
}

/** As servers do when they replace a worker process. A GET may be repeated: RFC 9110, section 9.2.2. */
function isClosed(outcome: Outcome): boolean {
  return outcome.kind === 'connection-failed' && ['CLOSED', 'ECONNRESET', 'EPIPE'].includes(outcome.code);
}

/** A wrong placeholder, which would be sent literally. */
const nearPlaceholder = /\{\s*sn\s*\}|%7Bsn%7D|<sn>|:sn\b|\$sn\b/gi;

/** @throws HookswitchError `bad-observer`. */
export function assertPlaceholder(urlTemplate: string): void {
  const wrong = urlTemplate.match(nearPlaceholder)?.find((text) => text !== placeholder);
  if (wrong === undefined) return;
  const what = `the observer's URL contains ${JSON.stringify(wrong)}; write ${placeholder}`;
  throw new HookswitchError('bad-observer', `${what} where the serial number goes`);
}

/** The statuses of a PBX that is unknown, was deleted, or has no state. */
const unknown: readonly number[] = [404, 410, 204];

function seenIn(outcome: Outcome, url: string): Seen {
  if (outcome.kind === 'timeout') return noState.late;
  if (outcome.kind === 'aborted') return noState.interrupted;
  if (outcome.kind === 'connection-failed')
    return { ...trouble(`the observer is not reachable: ${outcome.message}`), isDropped: isDropped(outcome) };
  if (unknown.includes(outcome.status)) return { kind: 'state', state: null, isAbsent: true };
  if (outcome.status < 200 || outcome.status > 299)
    return trouble(
      `the observer responded with ${`${outcome.status} ${outcome.reason}`.trimEnd()}${redirection(outcome)} at ${url}; it must respond with a 2xx and JSON`,
      asksToWait(outcome),
    );
  if (!outcome.bodyComplete) return noState.tooLarge;
  const { body } = outcome;
  const beginning = () => JSON.stringify(body.subarray(0, 60).toString('utf8'));
  const whatElse = () => `the observer responded with ${beginning()}, which is not JSON`;
  return seenInText(body.toString('utf8'), whatElse);
}

/** Redirects aren't followed. */
function redirection({ status, headers }: ResponseOutcome): string {
  const [target] = status >= 300 && status <= 399 ? headerValues(headers, 'location') : [];
  return target === undefined ? '' : `, a redirect to ${quote(target)}`;
}
