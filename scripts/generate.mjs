// `npm run generate`: the files that git ignores, except dist/. Code first, as pages are generated from it.
import generateCode from './generate/code.mjs';

await generateCode();
const { default: generatePages } = await import('./docs/pages.mjs');
await generatePages();
