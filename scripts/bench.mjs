// `npm run bench`: all figures in one run; `npm run bench -- startup deadline` for some.
import { runBundled } from './bundled.mjs';

await runBundled('bench/run.ts', 'bench/support/fuzz/listener-process.ts');
