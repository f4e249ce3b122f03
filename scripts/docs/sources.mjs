import { loadSources as load } from '../load-sources.mjs';

/** The sources of the pages. */
const contents = `
  export { gridsOf, heldUpByNone, heldUpByOne } from './self-test/matrix.ts';
  export { brokenReceivers, correctReceivers } from './fixtures/receivers/index.ts';
  export { addCommands } from './cli/commands/define.ts';
  export { documentedEvents, schemas } from './schemas/index.ts';
  export { levels } from './schemas/level.ts';
  export { exampleFor } from './schemas/need.ts';
  export { defaultSettings, faults, profileChoices } from './simulator/index.ts';
  export { rules } from './suites/index.ts';
  export { languages } from './suites/lessons/lesson.ts';
  export { lessons } from './suites/lessons/lessons.ts';
  export { inWords } from './text/option-words.ts';
  export { terminalWords } from './cli/shared/option-words.ts';
  export { requirements } from './suites/requirements.ts';
`;

/** Loads the sources from the current TypeScript code. */
export function loadSources(root) {
  return load(root, contents);
}
