import { describe, expect, it } from 'vitest';
import { terminalWords } from '../../../cli/shared/option-words.ts';
import { consoleWords } from '../../../console/server/option-words.ts';
import { HookswitchError } from '../../../simulator/index.ts';
import {
  inWords,
  libraryWords,
  mapTexts,
  onlyWith,
  option,
  optionIn,
  sentence,
} from '../../../text/words/option-words.ts';

const said = sentence`start it first${onlyWith('waitMs', sentence`, give ${option('waitMs', '30s')}`)}; or allow it with ${option('allowHosts', 'example.com')}`;

describe('a sentence that names options', () => {
  it('is worded by each front end', () => {
    expect(inWords(said, terminalWords)).toBe(
      'start it first, give --wait 30s; or allow it with --allow-host example.com',
    );
    expect(inWords(said, libraryWords)).toBe(
      'start it first, give waitMs: 30000; or allow it with allowHosts: ["example.com"]',
    );
  });

  it('omits what only other front ends can do', () => {
    expect(inWords(said, consoleWords)).toBe(
      'start it first; or allow it with --allow-host example.com when you start the console',
    );
  });

  it('names the flag of an option for which the console has no field, not its name in code', () => {
    const fix = sentence`raise ${option('settleMs')}, or add ${option('observeIgnore', 'applied')}`;
    expect(inWords(fix, consoleWords)).toBe(
      'raise --settle on the command line, or add --observe-ignore applied on the command line',
    );
  });

  it('keeps its options while its texts are changed', () => {
    const masked = mapTexts(said, (text) => text.replaceAll('example', '***').replace('first', 'now'));
    expect(inWords(masked, terminalWords)).toBe(
      'start it now, give --wait 30s; or allow it with --allow-host ***.com',
    );
  });

  it('includes another sentence', () => {
    expect(inWords(sentence`${2}: ${said}`, terminalWords)).toMatch(/^2: start it first, give --wait 30s;/);
  });
});

describe('an error', () => {
  it('names its option as data, and words it for each front end', () => {
    const error = new HookswitchError(
      'host-not-allowed',
      sentence`give ${option('allowHosts', 'a.example')}`,
    );
    expect(error.option).toBe('allowHosts');
    expect(error.message).toBe('give allowHosts: ["a.example"]');
    expect(error.inWords(terminalWords)).toBe('give --allow-host a.example');
    const masked = error.reworded((text) => mapTexts(text, (part) => part.replace('a.', '***.')));
    expect(masked.inWords(terminalWords)).toBe('give --allow-host ***.example');
    expect(masked.code).toBe('host-not-allowed');
  });

  it('has no option if its sentence names none', () => {
    expect(new HookswitchError('bad-url', 'the URL is none').option).toBeUndefined();
    expect(optionIn(sentence`plain ${1}`)).toBeUndefined();
    expect(optionIn(said)).toBe('waitMs');
  });
});
