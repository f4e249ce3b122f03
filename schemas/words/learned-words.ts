import type { LearnedState, Report } from '../generated/types.ts';

type Field = LearnedState['hides'][number];

/** The distinctive values of a repository. "yes" and "no" can mean anything. */
export const capacityFields = [
  'extensions',
  'concurrentCalls',
  'transcription',
  'transcription_pack',
  'receptionist',
  'receptionist_pack',
  'recordingCapacity',
] as const satisfies readonly Field[];

const problems: Record<NonNullable<LearnedState['problem']>, string> = {
  'no-effect':
    "it shows no change after acknowledged messages: either it doesn't show this receiver's state, or the receiver doesn't apply the messages",
  'shows-all':
    'it shows other PBXs besides the requested one, so rules that use the observer run one at a time',
  'one-state': 'it shows only the last message, whichever PBX is requested',
};

/** What the observer shows: "the observer shows did and trunkName, but not capacity"; undefined if nothing was learned. Pure. */
export function learnedInWords(observer: Report['observer']): string | undefined {
  const learned = observer?.learned;
  if (!learned) return undefined;
  const { shows, hides, ignores = [], notCompared = [], unmatched = [], problem } = learned;
  const [example] = notCompared;
  const parts = [
    shows.length === 0
      ? 'the observer shows nothing from the messages'
      : `the observer shows ${namesOf(fieldsOf(shows), 'and')}${hides.length > 0 ? `, but not ${namesOf(hides, 'or')}` : ''}`,
    ...(ignores.length > 0
      ? [`rules ignore what changes without a message about the PBX: ${listed(ignores, 'and')}`]
      : []),
    ...(example === undefined
      ? []
      : [`not compared: ${notCompared.join(', ')} (--observe-check ${example} checks it)`]),
    ...unmatched.map((pattern) => `nothing in the state matches --observe-ignore ${pattern}`),
    ...(problem ? [problems[problem]] : []),
  ];
  return parts.join('; ');
}

/** Whether what was learned needs the reader's attention: a problem, ignored values, or an observer that shows nothing. */
export function isNoteworthy(observer: Report['observer']): boolean {
  const learned = observer?.learned;
  if (!learned) return false;
  const { problem, shows, ignores = [], notCompared = [], unmatched = [] } = learned;
  const named = [ignores, notCompared, unmatched];
  return problem !== undefined || shows.length === 0 || named.some(({ length }) => length > 0);
}

function fieldsOf(shows: LearnedState['shows']): readonly Field[] {
  return shows.map(({ field }) => field);
}

/** All values of a repository together are listed under one name. */
function namesOf(fields: readonly Field[], conjunction: 'and' | 'or'): string {
  const capacity: readonly Field[] = capacityFields;
  const hasAll = capacity.every((field) => fields.includes(field));
  const names = hasAll ? [...fields.filter((field) => !capacity.includes(field)), 'capacity'] : fields;
  return listed(names, conjunction);
}

function listed(names: readonly string[], conjunction: 'and' | 'or'): string {
  const [last, ...before] = names.toReversed();
  return before.length === 0 ? String(last) : `${before.reverse().join(', ')} ${conjunction} ${last}`;
}
