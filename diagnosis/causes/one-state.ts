import { flagOf } from '../../text/words/flags.ts';
import type { Cause } from '../cause.ts';

/** A PBX without any report shows the latest report about another one. */
export const oneState: Cause = ({ observer, probes, results }) => {
  if (!observer || probes.oneState !== true || results.every(({ verdict }) => verdict !== 'fail'))
    return undefined;
  return {
    cause: 'one-state-for-all-pbxs',
    title: 'Your receiver, or your observer, shows the latest report about any PBX for every PBX.',
    evidence: [
      'a PBX that no report was about showed the DIDs of another PBX',
      'after a report about a third PBX, all of them showed its DIDs',
    ],
    fix: `Store each report under the full sn of its PBX. If your receiver does, the observer is wrong: let ${flagOf(observer.option)} show the PBX that is requested.`,
    follows: ({ verdict, need, severity }) =>
      verdict === 'fail' ? severity === 'loses-messages' : need === 'own-states',
  };
};
