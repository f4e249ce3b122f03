import { assumeTaken, defineRule, expectTaken, watchDidChange } from '../../runner/rule-kit.ts';
import { contentType } from '../../simulator/faults/content-type.ts';

export const acceptsContentTypeForms = defineRule({
  id: 'message/accepts-content-type-forms',
  title: 'accepts a message with any form of the JSON Content-Type, or with none',
  level: 'should',
  sentBy: 'ycm',
  severity: 'refuses-genuine',
  basis: 'derived',
  requirements: ['event-report'],
  why: 'The vendor does not document the Content-Type. If a framework parses only the plain form, the handler gets an empty body with all others.',
  fix: 'Read the raw body whatever its type (in Express: express.raw({ type: () => true })), and parse it yourself after verifying the signature.',
  inProduction:
    'The framework\'s parser expects "application/json". YCM, or a proxy in between, adds a charset or sends no type. Verification fails, and every message is rejected.',
  procedure: [
    'Hookswitch sends a genuine message.',
    'It sends messages with the Content-Types application/json, application/json; charset=utf-8, application/json;charset=UTF-8 and Application/JSON, and without one.',
    'Your receiver must respond with a 2xx to each message. If the observer shows DIDs, each must take effect too.',
  ],
  lesson: 'sign-raw-bytes',
  needs: ['body'],
  async run(ctx) {
    assumeTaken(await watchDidChange(ctx));
    const faults = contentTypeForms.map((form) => contentType(form));
    const changes = await Promise.all(faults.map((fault) => watchDidChange(ctx, { fault })));
    for (const change of changes) expectTaken(ctx, change);
  },
});

export const contentTypeForms = [
  'application/json',
  'application/json; charset=utf-8',
  'application/json;charset=UTF-8',
  'Application/JSON',
  undefined,
];
