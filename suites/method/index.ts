import type { Rule } from '../../runner/rule-kit.ts';
import { acceptsConfiguredMethod } from './accepts-configured-method.ts';
import { checksGetLikePost } from './checks-get-like-post.ts';
import { losesNothingByTheOtherMethod } from './loses-nothing-by-the-other-method.ts';
import { rejectsOtherMethods } from './rejects-other-methods.ts';

/** The rules about the request method, in the order of lists and reports. */
export const methodRules: readonly Rule[] = [
  acceptsConfiguredMethod,
  rejectsOtherMethods,
  losesNothingByTheOtherMethod,
  checksGetLikePost,
];
