import { describe, expect, it } from 'vitest';
import { check, rules } from '../../../suites/index.ts';
import type { LessonName } from '../../../suites/lessons/generated/lesson-name.ts';
import { idsOf, reasonsOf, testSecret } from '../../runner/check-fixture.ts';
import { type Assembled, partLessons, routeLessons, type Side, withPart, withRoute } from './assembled.ts';

const lessonNames = [...(Object.keys(partLessons) as (keyof typeof partLessons)[]), ...routeLessons];

const checkedBy = (lesson: LessonName) => rules.filter((rule) => rule.lesson === lesson).map(({ id }) => id);

describe('a receiver with the TypeScript code of a lesson', () => {
  it.each(lessonNames)('that is correct passes the rules of %s', async (lesson) => {
    const report = await checkIt(lesson, 'right');
    expect(reasonsOf(report)).toBe('');
    expect(idsOf(report, 'pass').length).toBeGreaterThan(0);
  });

  it.each(lessonNames)('that is wrong fails a rule of %s', async (lesson) => {
    expect(idsOf(await checkIt(lesson, 'wrong'), 'fail')).not.toEqual([]);
  });
});

async function checkIt(lesson: (typeof lessonNames)[number], side: Side) {
  const { receiver, observe } = assembled(lesson, side);
  return check({
    receiver,
    receiverPath: '/ycm',
    secret: testSecret,
    observe,
    rules: checkedBy(lesson),
    settings: { timeoutSeconds: 3 },
    settleMs: 400,
    seed: 1,
    time: 'simulated',
  });
}

function assembled(lesson: (typeof lessonNames)[number], side: Side): Assembled {
  return lesson in partLessons
    ? withPart(lesson as keyof typeof partLessons, side, testSecret)
    : withRoute(lesson as (typeof routeLessons)[number], side, testSecret);
}
