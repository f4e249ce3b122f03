import type { Transmission } from '../simulator/index.ts';
import { clip } from '../text/terminal/visible.ts';
import { pass, type StepResult, skipped } from './finding.ts';
import type { Patient } from './patient.ts';

const maxValue = 60;
const maxShown = 4;

/** Headers that only proxies, CDNs and tunnels add. */
const telling =
  /^(via|cf-ray|x-amz-cf-id|x-amzn-trace-id|x-cache|x-served-by|x-varnish|x-azure-ref|x-vercel-id|fly-request-id|ngrok-.*|x-akamai-.*|server-timing|x-envoy-.*|x-proxy-.*|x-kong-.*)$/i;
const proxyServers =
  /cloudflare|cloudfront|akamai|nginx|envoy|haproxy|traefik|caddy|varnish|awselb|google frontend|gws|apache/i;

/** What the headers of a response say about a proxy in front of the receiver. Pure. */
export function proxyIn(_: Patient, { outcome }: Transmission): StepResult {
  if (outcome.kind !== 'response') return skipped('no response to look at');
  const found = outcome.headers
    .filter(([name, value]) => telling.test(name) || (/^server$/i.test(name) && proxyServers.test(value)))
    .slice(0, maxShown)
    .map(([name, value]) => `${clip(name, maxValue)}: ${clip(value, maxValue)}`);
  if (found.length === 0) return pass('none shows in the response');
  return pass(`there is one (${found.join(', ')}): its limits apply too`);
}
