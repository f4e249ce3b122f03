// Made by `npm run generate` from suites/lessons/*.md: change those, not this file.

/** The name of a lesson. */
export type LessonName =
  | 'check-first'
  | 'check-the-shape'
  | 'compare-in-full'
  | 'key-and-digest'
  | 'mark-with-the-work'
  | 'newest-wins'
  | 'one-header'
  | 'one-key-only'
  | 'one-route'
  | 'quiet-errors'
  | 'read-to-the-end'
  | 'sign-raw-bytes'
  | 'store-then-answer'
  | 'tell-each-item'
  | 'text-is-data'
  | 'valid-tls';
