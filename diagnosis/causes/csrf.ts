import type { ProbeResponse } from '../../runner/index.ts';
import { statusOf } from '../../simulator/index.ts';
import type { Cause } from '../cause.ts';
import { finalResponses } from '../final-responses.ts';
import { genuineInWords } from '../responses.ts';

/** The words of Django, Rails, Flask-WTF, ASP.NET and Express. */
const words = /csrf|xsrf|authenticity.?token|anti-?forgery/i;

/** A framework protects its forms, and treats the webhook as a form from another page. */
export const csrf: Cause = ({ genuine }) => {
  if (!finalResponses(genuine).every(isAboutCsrf)) return undefined;
  return {
    cause: 'csrf-protection',
    title: "Your framework's CSRF protection rejects every message.",
    evidence: genuineInWords(genuine),
    fix: 'Exclude the route of the webhook from the CSRF protection: YCM sends no CSRF token, and the signature takes its place. In Django, use @csrf_exempt; in Laravel, `except` in validateCsrfTokens; in Rails, skip_forgery_protection; in Spring Security, csrf.ignoringRequestMatchers; in Flask-WTF, @csrf.exempt.',
  };
};

/** Laravel responds 419, and nothing else does. */
function isAboutCsrf(answer: ProbeResponse): boolean {
  const { outcome } = answer;
  const status = statusOf(answer) ?? 0;
  if (outcome.kind !== 'response' || status < 400 || status >= 500) return false;
  return status === 419 || words.test(`${outcome.reason} ${Buffer.from(outcome.body).toString('latin1')}`);
}
