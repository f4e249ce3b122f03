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
  'is known for each, acknowledged or not',
  'takes nothing',
  'waits for a response as long as the rule says',
  'keeps listening after its kill',
];

/** For a second run, which tries only the mutations that the first one didn't find. */
export const withSlow = process.env.HOOKSWITCH_SLOW_TESTS !== undefined;

/** The names of the tests to run. */
export const testNames = withSlow ? /^/ : new RegExp(`^(?!.*(${slow.join('|')}))`);
