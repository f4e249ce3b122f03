import type { Cause } from '../cause.ts';

/** Genuine messages are acknowledged, and the observer shows nothing of them. */
export const observerShowsNoEffect: Cause = ({ observerProblem, results }) => {
  const unseen = results.filter(({ because }) => because === 'no-effect-shown');
  if (observerProblem !== 'no-effect' || unseen.length === 0) return undefined;
  return {
    cause: 'observer-shows-no-effect',
    title: 'Your observer shows no effect of messages that your receiver acknowledged.',
    evidence: unseen.flatMap(({ detail }) => detail ?? []).slice(0, 1),
    fix: "Check that the observer shows this receiver's state of the PBX that it's asked for. If it does, your receiver acknowledges messages without applying them.",
    follows: ({ because }) => because === 'no-effect-shown',
  };
};
