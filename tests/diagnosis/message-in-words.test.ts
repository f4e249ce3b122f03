import { expect, it } from 'vitest';
import { messageInWords } from '../../diagnosis/message-in-words.ts';

it('shows a message whole, or its first item and how many follow, or how it begins', () => {
  expect(messageInWords([{ sn: 'A' }])).toBe('[{"sn":"A"}]');
  expect(messageInWords(Buffer.from('{"a'))).toBe('{"a');
  const items = Array.from({ length: 90 }, (_, n) => ({ sn: `PBX-${n + 10}` }));
  expect(messageInWords(items)).toBe('{"sn":"PBX-10"} and 89 more items, 1,441 bytes in all');
  expect(messageInWords([{ name: 'x'.repeat(999) }])).toMatch(/^\[\{"name":"x{80,}… \(1,012 bytes in all\)$/);
});
