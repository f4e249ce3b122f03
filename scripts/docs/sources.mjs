import { loadSources } from '../bundled.mjs';

/** What the pages are generated from: the current TypeScript code. */
export const sources = await loadSources(`
  export { brokenReceivers } from './fixtures/receivers/index.ts';
  export { addCommands } from './cli/commands/commands.ts';
  export { documentedEvents, schemas } from './schemas/index.ts';
  export { levels } from './schemas/level.ts';
  export { exampleFor, howToGive, needFacts } from './schemas/need.ts';
  export { faults, profileChoices } from './simulator/index.ts';
  export { seeingThrough } from './check/adaptation/adaptations.ts';
  export { defaultNames } from './observation/default-names.ts';
  export { questions } from './diagnosis/experiments.ts';
  export { rules } from './suites/index.ts';
  export { senderInWords } from './suites/catalog/list.ts';
  export { languages } from './suites/lessons/lesson.ts';
  export { lessons } from './suites/lessons/lessons.ts';
  export { requirements } from './suites/requirements.ts';
`);
