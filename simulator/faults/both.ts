import type { Rewrite } from '../wire/request.ts';
import type { Fault } from './fault.ts';

/** Two faults at once, for those that only rewrite the request. Named after the second one. */
export function both(first: Fault, second: Fault): Fault {
  const rewrites: readonly (Rewrite | undefined)[] = [first.rewrite, second.rewrite];
  const rewrite: Rewrite = (request, secret, signer) =>
    rewrites.reduce((rewritten, change) => change?.(rewritten, secret, signer) ?? rewritten, request);
  return { name: second.name, title: `${first.title}, ${second.title}`, rewrite };
}
