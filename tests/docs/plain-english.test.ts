import { describe, expect, it } from 'vitest';
import { shippedTexts } from './shipped-texts.ts';

/** Phrases to avoid, as far as a pattern can find them. */
const replaced: Readonly<Record<string, RegExp>> = {
  'check, test': /\bjudg(e|es|ed|ing|ements?)\b/i,
  'correct receiver, broken receiver': /\b(right|faulty) receivers?\b/i,
  'passed, failed': /\b(is|are|not) met\b|\bunmet\b/i,
  fix: /\bmend(s|ed|ing)?\b/i,
  'retry, duplicate': /\brepetitions?\b/i,
  response: /\b(an?|the|its|no|each|every|late|lost|slow|slowest|first|own) answers?\b/i,
  'show, report, send': /\b(tells|told|telling)\b/i,
  'usage error, internal error': /\b(mistake of use|our mistake|mistake of hookswitch|wrong use)\b/i,
  'integration, module': /\b(doors|rooms)\b/i,
  'steps, workload, result': /\b(story|stories|fate|lives)\b/i,
  'labels, messages': /\bwording\b/i,
  'continue, resume': /\b(go|goes|going|gone) on\b/i,
  'is not a': /(?<!\bthere )\b(is|are) no (?!longer|more|less|need|other|such|2xx)\w/i,
  'has no own': /\bno \w+ of (its|their|your|one's) own\b/i,
  'instead of': /\bin (the )?place of\b/i,
  'anywhere, even if': /\bat whatever\b|\bwhatever stands\b/i,
  unchanged: /\bas it was\b(?! \w+(ed|nt|en)\b)/i,
  generate: /\bdrawn\b|\bdraws? (the same|cases|messages|sequences)\b/i,
  'encrypted, registry, handoff, semaphore, in-flight, job, dispatcher':
    /\b(sealed|roster|handover|berths?|parcels?|errands?|couriers?)\b/i,
  exhausted: /\bgiven[- ]up\b/i,
  exactly: /\bletter by letter\b|\bto the letter\b/i,
  'American spelling':
    /\b(recognis|serialis|normalis|summaris|colour|behaviour|cancelled(?!\()|catalogue|licence)\w*/i,
};

const texts = await shippedTexts();
const found = texts.flatMap(({ place, text }) =>
  Object.entries(replaced).flatMap(([better, pattern]) => {
    const [words] = pattern.exec(text) ?? [];
    return words === undefined ? [] : [`${place}: "${words}"; better: ${better}`];
  }),
);

describe('texts that people read', () => {
  it('use common words', () => {
    expect(found).toEqual([]);
  });

  it('include pages, help, code and schemas', () => {
    const places = texts.map(({ place }) => place);
    for (const place of [
      'README.md',
      'docs/generated/rules/retry/applies-once.md',
      '--help of check',
      'suites/retry/applies-once.ts',
    ])
      expect(places).toContain(place);
    expect(texts.find(({ place }) => place === '--help of check')?.text).toContain('--observe-url');
    expect(texts.find(({ place }) => place === 'schemas/config.schema.json')?.text).toContain(
      'environment variable',
    );
  });
});
