import { attempt, type Connector, type Outcome } from '../../simulator/index.ts';
import { plainSteps, toWire } from '../../simulator/wire.ts';
import type { Observer, Seen } from './observer.ts';

const lookTimeoutMs = 10_000;
const maxStateBytes = 1024 * 1024;
const placeholder = '{sn}';

/** An observer over HTTP: `{sn}` in the URL is replaced by the URL-encoded serial number. A 404 is the state of an unknown PBX. */
export function httpObserver(urlTemplate: string, connector: Connector): Observer {
  return {
    isPerPbx: urlTemplate.includes(placeholder),
    async look(sn, signal) {
      const url = urlTemplate.replaceAll(placeholder, encodeURIComponent(sn));
      const { outcome } = await attempt({
        url,
        steps: plainSteps(toWire(lookRequest(url), 'close')),
        connector,
        timeoutMs: lookTimeoutMs,
        maxBodyBytes: maxStateBytes,
        ...(signal ? { signal } : {}),
      });
      return seenIn(outcome);
    },
  };
}

function lookRequest(url: string) {
  return {
    method: 'GET',
    url,
    headers: [['Accept', 'application/json']],
    message: new Uint8Array(),
    carriage: 'none',
    queryParameter: '',
    framing: 'content-length',
  } as const;
}

function seenIn(outcome: Outcome): Seen {
  if (outcome.kind === 'timeout')
    return trouble(`the observer did not answer within ${lookTimeoutMs / 1000} s`);
  if (outcome.kind === 'cut') return trouble('the run was interrupted');
  if (outcome.kind === 'connection-failed')
    return trouble(`the observer is not reachable: ${outcome.message}`);
  if (outcome.status === 404) return { kind: 'state', state: null };
  if (outcome.status < 200 || outcome.status > 299)
    return trouble(`the observer answered ${outcome.status}; it has to answer 2xx with JSON`);
  if (!outcome.bodyComplete) return trouble('the observer answered more than 1 MiB; it has to show one PBX');
  return parse(outcome.body);
}

function parse(body: Buffer): Seen {
  try {
    return { kind: 'state', state: JSON.parse(body.toString('utf8')) };
  } catch {
    return trouble(
      `the observer answered ${JSON.stringify(body.subarray(0, 60).toString('utf8'))}, which is no JSON`,
    );
  }
}

function trouble(reason: string): Seen {
  return { kind: 'trouble', reason };
}
