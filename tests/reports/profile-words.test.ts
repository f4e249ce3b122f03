import { describe, expect, it } from 'vitest';
import { profileInWords } from '../../reports/profile-words.ts';
import { defaultProfile } from '../../simulator/index.ts';

describe('a profile in words', () => {
  it('is nothing when all is the default', () => {
    expect(profileInWords(defaultProfile, 'POST')).toBe('');
    expect(profileInWords(defaultProfile, 'GET')).toBe('');
  });

  it('names what differs: words and numbers as they are, text in quotes, and no header as absent', () => {
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

  it('says where a message is carried by GET only', () => {
    const profile = { ...defaultProfile, getCarriage: 'query', getQueryParameter: 'm' } as const;
    expect(profileInWords(profile, 'GET')).toBe('getCarriage query, getQueryParameter "m"');
    expect(profileInWords(profile, 'POST')).toBe('');
  });

  it('is one line, whatever a text holds', () => {
    const profile = { ...defaultProfile, getQueryParameter: 'a\n\u001b[2J\u202eb' };
    expect(profileInWords(profile, 'GET')).toMatch(/^getQueryParameter "[ -~]+"$/);
  });
});
