import type { LearnedState, Report } from './generated/types.ts';

type Field = LearnedState['hides'][number];

/** If the observer shows all of these values, or none of them, they are listed under one name. */
const capacity: readonly Field[] = [
  'extensions',
  'concurrentCalls',
  'transcription',
  'transcription_pack',
  'receptionist',
  'receptionist_pack',
  'recordingCapacity',
];

const problems: Record<NonNullable<LearnedState['problem']>, string> = {
  'no-effect':
    "it shows no effect of any acknowledged message: either it doesn't show this receiver's state, or the receiver applies nothing",
  history: 'this looks like a history, not a state',
  'shows-all': 'it shows all PBXs, whichever one is requested, so rules that observe run one at a time',
  'one-state': 'it shows only the last message, whichever PBX is requested',
};

/** What the observer shows: "the observer shows: did, trunkName; not: capacity"; undefined if nothing was learned. Pure. */
export function learnedInWords(observer: Report['observer']): string | undefined {
  const learned = observer?.learned;
  if (!learned) return undefined;
  const { shows, hides, problem } = learned;
  const shown = namesOf(shows.map(({ field }) => field));
  const parts = [
    `the observer shows: ${shown || 'nothing from the messages'}`,
    ...(hides.length > 0 && shows.length > 0 ? [`not: ${namesOf(hides)}`] : []),
    ...(problem ? [problems[problem]] : []),
  ];
  return parts.join('; ');
}

function namesOf(fields: readonly Field[]): string {
  const hasAll = capacity.every((field) => fields.includes(field));
  const names = hasAll ? [...fields.filter((field) => !capacity.includes(field)), 'capacity'] : fields;
  return names.join(', ');
}
