import { describe, expect, it } from 'vitest';
import { profileInWords } from '../../reports/profile-words.ts';
import { defaultProfile } from '../../simulator/index.ts';

describe('a profile as text', () => {
  it('is empty when everything is the default', () => {
    expect(profileInWords(defaultProfile, 'POST')).toBe('');
    expect(profileInWords(defaultProfile, 'GET')).toBe('');
  });

  it('lists the differences: words and numbers unquoted, text in quotes, and an absent header as such', () => {
    const profile = {
      ...defaultProfile,
      retryDelayMs: 250,
      contentType: 'application/json; charset=utf-8',
      accept: '',
      userAgent: 'absent',
      keyOrder: 'reversed',
      escapeSlashes: true,
      deletionList: 'absent',
    } as const;
    expect(profileInWords(profile, 'POST')).toBe(
      'retryDelayMs 250, contentType "application/json; charset=utf-8", accept absent, userAgent "absent", keyOrder reversed, escapeSlashes true, deletionList absent',
    );
  });

  it('says where the message is, by GET only', () => {
    const profile = { ...defaultProfile, payloadIn: 'query', getQueryParameter: 'm' } as const;
    expect(profileInWords(profile, 'GET')).toBe('payloadIn query, getQueryParameter "m"');
    expect(profileInWords(profile, 'POST')).toBe('');
  });

  it('is one line, whatever a text contains', () => {
    const profile = { ...defaultProfile, getQueryParameter: 'a\n\u001b[2J\u202eb' };
    expect(profileInWords(profile, 'GET')).toMatch(/^getQueryParameter "[ -~]+"$/);
  });
});
