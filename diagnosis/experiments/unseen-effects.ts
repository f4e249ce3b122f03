import type { Question } from './question.ts';

/** Why effects don't show in time. */
export const whyEffectsAreUnseen: Question = {
  question: 'What keeps the check from seeing effects?',
  experiments: [
    {
      causes: ['observer-not-found'],
      experiment: 'The observer responds 404 for a PBX before and after two acknowledged reports.',
    },
    {
      causes: ['observer-shows-no-effect'],
      experiment:
        'The observer shows the same state before and after two acknowledged reports; or the effect appears only at the end of the check.',
    },
    {
      causes: ['observer-unstable'],
      experiment: 'The observer shows different states of a PBX that got no message.',
    },
    {
      causes: ['observer-fails'],
      experiment: 'The observer shows a state before a report, and an error after it.',
    },
    {
      causes: ['observer-shows-all'],
      experiment: 'One state shows all PBXs, so rules run one at a time, and the budget was too short.',
    },
    {
      causes: ['observer-slow'],
      experiment: 'The time of every call to the observer is measured, and the budget was too short.',
    },
    {
      causes: ['queue-slow'],
      experiment:
        'Reports about new PBXs take longer and longer to show an effect while older ones wait, and the budget was too short.',
    },
    {
      causes: ['effects-late'],
      experiment: 'The time from the ack to the effect is measured, and the budget was too short.',
    },
    {
      causes: ['effects-in-steps'],
      experiment: 'A state changes again although nothing was sent, and the budget was too short.',
    },
  ],
};
