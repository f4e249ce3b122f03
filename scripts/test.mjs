// `npm test`: sets up what is missing, then runs everything that a change needs to be trusted. `npm run test:all` runs the rest as well.
import { runSteps } from './run-steps.mjs';
import { setUp, setUpPages, setUpSite } from './setup.mjs';
import { everything, needed } from './steps.mjs';

const isAll = process.argv[2] === 'all';
setUp();
setUpPages();
if (isAll) setUpSite();
await runSteps(isAll ? everything : needed);
