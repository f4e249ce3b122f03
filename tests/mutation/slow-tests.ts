/** These wait or check for seconds. */
const slow = [
  'checks a receiver by its calls',
  'lets a rule change',
  'checks the state that it shows',
  'what a check says about an observer',
  'the first call may come after a long queue',
  'shows a change in several steps after the last step',
  'shows a change once it has settled',
  'is settled after the settling time when',
  'comes within the settling time',
  'takes nothing',
  'waits for a response as long as the rule says',
];

/** The names of all other tests. */
export const notSlow = new RegExp(`^(?!.*(${slow.join('|')}))`);
