// `npm run self-test`: checks receivers with known bugs, and compares what fails; about 10 minutes with two cores. `npm run self-test --
// hex-signature slow-ack` for some, `-- --rules 'retry/*'` for some rules, `-- --time real` over sockets, which takes an hour, `-- --list`.
import { runBundled } from './bundled.mjs';

await runBundled('self-test/self-test.ts');
