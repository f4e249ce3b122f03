import { describe, expect, it } from 'vitest';
import {
  afterKey,
  emptyPrompt,
  promptLine,
  type RulePrompt,
} from '../../../../../cli/commands/check/watch/rule-prompt.ts';

const ids = ['retry/applies-once', 'message/applies-every-item', 'retry/converges'];
const key = (name: string, character?: string) => ({ name, character, ctrl: false });

/** The prompt after these keys: letters, or names of keys in brackets. */
function typing(keys: string): RulePrompt | string {
  let prompt = emptyPrompt;
  for (const [, name, letter = ''] of keys.matchAll(/\[(\w+)\]|(.)/g)) {
    const step = afterKey(prompt, name === undefined ? key(letter, letter) : key(name), ids);
    if (step === 'left') return 'left';
    if ('id' in step) return step.id;
    prompt = step.prompt;
  }
  return prompt;
}

describe('the prompt for a rule', () => {
  it.each([
    ['conv[return]', 'retry/converges'],
    ['applies[tab][return]', 'message/applies-every-item'],
    ['applies[tab][tab][return]', 'retry/applies-once'],
    ['applies[up][return]', 'message/applies-every-item'],
    ['convx[backspace][enter]', 'retry/converges'],
    ['conv[escape]', 'left'],
  ])('after %s, is %s', (keys, end) => {
    expect(typing(keys)).toBe(end);
  });

  it('stays open if no rule matches, and ignores other characters', () => {
    expect(typing('zzz[return]')).toEqual({ typed: 'zzz', chosen: 0 });
    expect(typing('a\u001b;é')).toEqual({ typed: 'a', chosen: 0 });
    expect(typing('a'.repeat(100))).toMatchObject({ typed: 'a'.repeat(60) });
  });

  it('shows the match on a line that fits', () => {
    expect(promptLine({ typed: 'app', chosen: 0 }, ids, 100)).toBe(
      'Rule: app▏ → retry/applies-once (1 of 2, Tab for the next)',
    );
    expect(promptLine({ typed: 'zz', chosen: 0 }, ids, 100)).toBe('Rule: zz▏ → no rule matches');
    expect(promptLine({ typed: 'app', chosen: 0 }, ids, 20)).toHaveLength(19);
  });
});
