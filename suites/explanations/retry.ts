import type { Explanations } from './explanation.ts';

export const retry: Explanations = {
  'retry/acknowledges-a-repetition': {
    lesson: 'mark-with-the-work',
    production:
      'The first answer was lost on its way. YCM sends again and hears 409, which is no 2xx, so it sends again until its count is used up. The message counts as failed though it was received, and whoever watches the failures learns to look away.',
    tried:
      'Sends a DID change, a capacity change and the test message, and each of them three times more, byte for byte the same. Every repetition has to be acknowledged.',
  },
  'retry/applies-once': {
    lesson: 'newest-wins',
    production:
      'The answer took a little longer than the timeout. The message comes again, and the record is there twice, the mail goes out twice, the customer is billed twice.',
    tried:
      'Sends a DID change and waits for its effect, then sends it three times more. After a quiet time the state has to be what it was after the first. The same with a capacity change about another PBX.',
  },
  'retry/applies-concurrent-once': {
    lesson: 'newest-wins',
    production:
      'The first attempt is still at work when its retry arrives. Two workers ask the database whether the message is known, both hear no, and both write. No test with one request at a time ever shows it.',
    tried:
      'Learns what one message leads to from messages that are sent once. Then sends a message 5 times at the same moment, three such crowds, each about a PBX of its own. What they lead to has to look like what single messages lead to, apart from serial numbers, DIDs and what differs between single ones as well.',
  },
  'retry/survives-a-lost-ack': {
    lesson: 'mark-with-the-work',
    production:
      'The connection breaks while the receiver works. One that marked the message first and then gave up takes the retry for a repetition: the message is lost, and acknowledged. One that marks at the end does everything twice.',
    tried:
      'Learns how long an answer takes. Then sends messages, each about a PBX of its own, and closes the connection without reading the answer: at once, after a quarter, a half, three quarters and nearly all of that time, after 5, 20 and 80 ms, and at several points of the answer. With --thorough also lets answers come just inside and just outside of each timeout from 3 to 10 seconds. Then sends each message again: the retry has to be acknowledged, and the message to be applied by then. If it was applied before, the retry may change nothing; nor may one more repetition.',
  },
  'retry/ignores-a-late-older-message': {
    lesson: 'newest-wins',
    production:
      'Monday, a DID is taken from a PBX; the message times out. A second change arrives and is applied. Then comes the retry of the first, and the list is the old one again, until somebody changes something, which may be in a year.',
    tried:
      'Sends a DID change, then another one with an updateTime 10 seconds earlier. It has to be acknowledged, and the state to stay. The same with two capacity changes, and with a DID change that comes after a later pce_delete of its PBX (left out where the observer does not show the deletion).',
  },
  'retry/keeps-distinct-messages': {
    lesson: 'newest-wins',
    production:
      'A DID is moved to another PBX and comes back the next day. The report reads as it did two days ago, a store of seen contents says "known", and the PBX stays without its number. Callers hear that it does not exist.',
    tried:
      'Sends a DID change, a change to another DID, and a change back to the first, each 10 seconds later than the one before: every one has to show. The same with a capacity. Then sends a DID change that is older than the capacity report before it: the two kinds have nothing to do with each other, so it has to show as well.',
  },
  'retry/applies-the-retry-of-a-failure': {
    lesson: 'mark-with-the-work',
    production:
      'The receiver notes that it has seen the message, calls the CRM, gets a 500 and answers 500. YCM sends again a second later, the receiver finds its note and answers 200. Nobody ever tells the CRM.',
    tried:
      'Plays the service that the receiver calls, and sees what a DID change and a capacity change lead to there. Then the service answers 500 while the same comes about other PBXs, then it refuses connections, and answers again. What was not acknowledged is sent again as YCM does. Either way the service has to be told as often as usual, within 30 seconds and no more, and the state has to end as usual.',
  },
  'retry/remembers-long-enough': {
    lesson: 'newest-wins',
    production:
      'The receiver remembers the last thousand messages, or those of the last minute. A retry comes later than that, after an outage for instance, and is applied as if it were new.',
    tried:
      'Sends a DID change and a capacity change and waits for their effects, then up to 200 messages about other PBXs, until at most 2 seconds have passed; with --thorough up to 2000, for as long as YCM may go on trying, at most 2 minutes. Then repeats the two: neither state may change.',
  },
  'retry/converges': {
    lesson: 'newest-wins',
    production:
      'Each case by itself is handled, and a week of real life mixes them: a lost answer, a late retry, a deletion, a DID that comes back. In some order the state stays wrong, and nobody can say how it came about.',
    tried:
      'Lets repetitions, the other kind of report, lost answers, forged messages, bad JSON, wrong shapes and, with --exec, restarts each meet news, a repetition and a late report once. Then draws sequences of steps about up to 20 PBXs, in which all that happens to a fleet that lives. Runs alone where it restarts the receiver. At the end each PBX has to look like others that were told the newest reports only, and what is new has to be acknowledged whatever came before. Nothing is demanded where reports of one second contradict each other. A failing sequence is shrunk to the fewest steps and told as a story.',
  },
  'retry/keeps-what-it-acknowledged': {
    lesson: 'store-then-answer',
    production:
      'The receiver says 204 and keeps the message in memory for later. A deployment, a crash or the kernel ends the process, and what was in the queue is gone. YCM has its 2xx and never sends it again.',
    tried:
      'Alone, and after all rules but the last. Sends DID changes and capacity changes one after the other, so that a kill comes 300 ms after the acknowledgement of the first and right after that of the last; starts the receiver again, and does the same twice more, once with kills in the middle of the work; with --thorough also with two of each at a time, at more moments. What was acknowledged has to show, what was not is sent again and then has to show, each has to end as one that nothing happened to, and a repetition has to change nothing.',
  },
};
