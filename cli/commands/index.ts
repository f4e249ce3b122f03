export { check } from './check.ts';
export { fixtures } from './fixtures.ts';
export { init } from './init.ts';
export { listen } from './listen.ts';
export { rules } from './rules.ts';
export { send } from './send.ts';
export { sign } from './sign.ts';
export { verify } from './verify.ts';
