import type { Fault } from './fault.ts';

/** Two faults at once, for those that only rewrite the request. Named after the second one. */
export function both(first: Fault, second: Fault): Fault {
  return {
    name: second.name,
    title: `${first.title}, ${second.title}`,
    rewrite: (request, secret, signer) => {
      const rewritten = first.rewrite?.(request, secret, signer) ?? request;
      return second.rewrite?.(rewritten, secret, signer) ?? rewritten;
    },
  };
}
