import { outcomeInWords } from '../../schemas/words/outcome-words.ts';
import type { Cause } from '../cause.ts';
import { wasDropped } from '../follows.ts';

/** The receiver drops every connection beyond a certain number. */
export const dropsConnections: Cause = ({ probes: { connectionLimit }, results }) => {
  if (!connectionLimit || !results.some(wasDropped)) return undefined;
  const { opened, kept, dropped, served } = connectionLimit;
  return {
    cause: 'drops-connections',
    title: `Your receiver, or a proxy in front of it, drops connections while ${kept} are open.`,
    evidence: [
      `opened ${opened} idle connections: it kept ${kept} and dropped the others`,
      `sent the test message while these were open: ${outcomeInWords(dropped)}`,
      `sent it again while ${Math.floor(kept / 2)} were open: ${outcomeInWords(served)}`,
    ],
    fix: "Raise the limit on open connections, or remove it: for example maxConnections of a Node.js server, or a limit per client in a proxy or firewall. YCM's documentation doesn't say how many connections YCM opens. It sends events as they happen, often many at once, and drops a message if its last retry fails.",
    follows: wasDropped,
  };
};
