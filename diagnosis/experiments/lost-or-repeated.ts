import type { Question } from './question.ts';

/** What happens to messages after their acknowledgement. */
export const whetherLostOrRepeated: Question = {
  question: 'Are acknowledged messages lost, or applied again?',
  experiments: [
    {
      causes: ['one-state-for-all-pbxs'],
      experiment:
        'A PBX that no report was about shows the DIDs of the last reported PBX, and other DIDs after a report about another PBX.',
    },
    {
      causes: ['one-clock-for-all-pbxs'],
      experiment:
        'Reports about four new PBXs are sent. The two that are newer than all others have an effect, and the two that are older than the newest have none.',
    },
    {
      causes: ['one-clock-for-both-kinds'],
      experiment:
        'A DID report is sent that is older than the last capacity report about its PBX and newer than the last DID report. It has no effect, while a DID report that is newer than both has one.',
    },
    {
      causes: ['memory-per-process'],
      experiment:
        'The same report is sent again and again. A copy is recognized as a duplicate, a later one is applied, and the last ones are all recognized.',
    },
    {
      causes: ['loses-messages'],
      experiment:
        'Reports about different PBXs are sent one after the other, and then at once. Some of the acknowledged reports never show an effect.',
    },
  ],
};
