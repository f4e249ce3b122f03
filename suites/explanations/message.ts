import type { Explanations } from './explanation.ts';

export const message: Explanations = {
  'message/applies-every-item': {
    lesson: 'tell-each-item',
    production:
      'A shared trunk is changed, and one message reports on twelve PBXs. The receiver takes the first item, answers 200, and the other eleven are wrong from then on. In the tests each message had one item.',
    tried:
      'Sends one DID report and, when that is acknowledged, an array of 5 about PBXs of their own; then the same with 4 capacity reports. The arrays have to be acknowledged, and the state of every PBX has to change, and to show its DIDs where the observer shows DIDs.',
  },
  'message/applies-mixed-arrays': {
    lesson: 'tell-each-item',
    production:
      'The first item is a DID report, so all are taken for such; the capacity reports behind it lack a list and are dropped, or stored as a PBX without DIDs.',
    tried:
      'Makes sure that arrays of one kind are applied. Then sends DID, capacity, DID, capacity in one array, and the same in the other order. Both have to be acknowledged, and every item to show.',
  },
  'message/replaces-the-did-list': {
    lesson: 'newest-wins',
    production:
      'DIDs are added and never taken away. After a year each number belongs to three customers, calls go to whoever is found first, and the database has to be set right by hand.',
    tried:
      'Sends a report with three DIDs, a trunk_delete with one of them, and a did_delete with none, each 10 seconds later than the one before. After each, the DIDs of its list have to show, and those that it lacks to be gone.',
  },
  'message/accepts-every-deletion-form': {
    lesson: 'tell-each-item',
    production:
      'The deletion of a PBX comes without a list, the code reads the length of nothing, and the message ends in a 500. The PBX stays in the system, and is billed.',
    tried:
      'For each of four PBXs sends a DID change, then a pce_delete with an empty trunkDidInfoList, with null, without one, and with the last list. Each has to be acknowledged.',
  },
  'message/tolerates-unknown-events': {
    lesson: 'tell-each-item',
    production:
      'YCM is upgraded, the webhook is subscribed to all events, and a new one arrives that the receiver answers 400. It is sent again with every retry, and the real failures drown among the recorded ones.',
    tried:
      'After a genuine report and the test message, sends an array with a new event, one with a new event that has a repository, one of reports with neither event nor repository, and an object with a new event. All have to be acknowledged.',
  },
  'message/tolerates-unknown-fields': {
    lesson: 'check-the-shape',
    production:
      'A schema with additionalProperties: false was meant to be careful. The next version of YCM adds a field, and from the minute of the upgrade every message is refused.',
    tried:
      'Sends messages with a new field in a report, in an entry of the list, in a repository and in the test message, then generated names and values in these places. All have to be acknowledged. With an observer, a report with a new field has to show like one without.',
  },
  'message/refuses-malformed-json': {
    lesson: 'check-the-shape',
    production:
      'A proxy cuts a body off, and the parser throws. Where nobody catches it the process ends, or the answer is a 500 that looks like an outage; where everything is caught and answered 200, the message is lost without a trace.',
    tried:
      'After a genuine message, sends signed bodies that no parser takes for JSON: plain text, XML, brackets that do not match, 20,000 open brackets, and generated messages that break off. They have to be refused with a 4xx. What some parsers take (nothing, white space, a byte order mark, text behind it, UTF-16, NaN) may be answered with any 2xx or 4xx. At the end a genuine message has to be acknowledged.',
  },
  'message/refuses-wrong-shapes': {
    lesson: 'check-the-shape',
    production:
      'Somebody in the team sends signed test data with a wrong type, or a version of YCM has a mistake. item.sn of null ends the process, and with it the messages that were under way.',
    tried:
      'After a genuine message, sends signed JSON that cannot be a message: numbers, texts, arrays of such, reports whose sn, updateTime or list has a wrong type. These have to be refused with a 4xx. Doubtful ones, and generated messages with one value replaced or taken out, may be answered with any 2xx or 4xx, but never with a 5xx or a broken connection. At the end a genuine message has to be acknowledged.',
  },
  'message/wrong-shapes-have-no-effect': {
    lesson: 'check-the-shape',
    production:
      'One day trunkDidInfoList is missing by mistake, the code has "|| []" for convenience, and a PBX with 200 numbers has none. The answer was 200, so nobody looks.',
    tried:
      'Sends a DID change and waits for its effect. Then sends reports of wrong types, with later updateTimes, about this PBX and about one that is not known. After a quiet time both states have to be what they were.',
  },
  'message/one-bad-item-hides-no-other': {
    lesson: 'check-the-shape',
    production:
      'The loop ends at an item that it cannot read, and the answer is 200 all the same. What stood behind that item is never sent again: some PBXs are right and others are not, by their place in the array.',
    tried:
      'Sends an array of two good reports, which have to show. Then arrays of two good ones with something between them: a report whose updateTime is a word, a number, a report of an event that is not documented. Whoever acknowledges such an array has to have applied both good ones. To refuse it is right as well, but then both or neither: never one of the two.',
  },
  'message/survives-hostile-text': {
    lesson: 'text-is-data',
    production:
      "A trunk is named O'Brien. The statement breaks, the message ends in a 500, and so do all its retries. The next name is chosen by somebody who has noticed.",
    tried:
      'After a genuine message, sends reports whose trunk names hold SQL, HTML, templates, a path, a NUL, control characters, half a character, noncharacters, or 20,000 characters; reports with fields and events named __proto__, constructor, toString and hasOwnProperty; and one with 2000 arrays within each other. Any 2xx or 4xx will do; a 5xx or a broken connection fails. At the end a genuine message has to be acknowledged.',
  },
  'message/limits-size': {
    lesson: 'read-to-the-end',
    production:
      'The body has to be read before its signature can be checked, so a stranger decides how much memory that takes. Ten requests of a gigabyte each end the process, without any secret.',
    tried:
      'Runs alone. After a genuine message, sends one of 16 MiB, genuine but for white space behind it. It has to be refused with a 4xx, or the connection to be closed. Then a genuine message has to be acknowledged.',
  },
  'message/accepts-content-type-forms': {
    lesson: 'sign-raw-bytes',
    production:
      'The parser of the framework is bound to "application/json", and YCM, or the proxy before you, sends a charset with it, or nothing. The handler gets an empty body, the signature does not fit, and every message is refused.',
    tried:
      'After a genuine message, sends messages with the Content-Types application/json, application/json; charset=utf-8, application/json;charset=UTF-8, Application/JSON, and without one. All have to be acknowledged.',
  },
  'message/accepts-chunked': {
    lesson: 'read-to-the-end',
    production:
      'A load balancer is put in front, and passes bodies on in chunks. Content-Length is gone, the receiver reads 0 bytes, and every signature is wrong from that evening on.',
    tried:
      'After a genuine message, sends one with Transfer-Encoding: chunked in the place of Content-Length. It has to be acknowledged.',
  },
  'message/accepts-an-empty-list': {
    lesson: 'tell-each-item',
    production:
      'An administrator undoes a change before it is sent, and an empty array comes. message[0].event is an error, the answer a 500, and the retries are as well.',
    tried: 'After a genuine message, sends an empty array. It has to be acknowledged.',
  },
};
