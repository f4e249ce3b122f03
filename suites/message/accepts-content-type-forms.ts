import { defineRule, didChange, expectAllAcknowledged, given } from '../../runner/rule-kit.ts';
import { contentType } from '../../simulator/faults/content-type.ts';

export const acceptsContentTypeForms = defineRule({
  id: 'message/accepts-content-type-forms',
  title: 'accepts a message whatever the form of its Content-Type, and without one',
  level: 'should',
  harm: 'refuses-genuine',
  basis: 'derived',
  requirements: ['event-report'],
  why: 'The vendor does not say which Content-Type comes: a framework that parses the plain form only hands on an empty body for all others.',
  fix: 'Read the raw body whatever its type is, in Express with express.raw({ type: () => true }), and parse it yourself after the signature was checked.',
  inProduction:
    'The parser of the framework is bound to "application/json", and YCM, or the proxy before you, sends a charset with it, or nothing. The handler gets an empty body, the signature does not fit, and every message is refused.',
  tried:
    'After a genuine message, sends messages with the Content-Types application/json, application/json; charset=utf-8, application/json;charset=UTF-8, Application/JSON, and without one. All have to be acknowledged.',
  lesson: 'sign-raw-bytes',
  needs: ['body'],
  async run(ctx) {
    given(await ctx.deliver(didChange(ctx)));
    await expectAllAcknowledged(
      ctx,
      contentTypeForms.map((form) => contentType(form)),
    );
  },
});

export const contentTypeForms = [
  'application/json',
  'application/json; charset=utf-8',
  'application/json;charset=UTF-8',
  'Application/JSON',
  undefined,
];
