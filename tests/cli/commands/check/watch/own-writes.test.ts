import { describe, expect, it } from 'vitest';
import { OwnWrites } from '../../../../../cli/commands/check/watch/own-writes.ts';

describe('a change while no receiver runs', () => {
  it('starts a check, whatever the file is', () => {
    const writes = new OwnWrites();
    expect([writes.between('server.js', false), writes.between('data.json', true)]).toEqual([
      'restart',
      'restart',
    ]);
  });

  it('is ignored if a file that the receiver writes is noticed late', () => {
    const writes = new OwnWrites();
    writes.during('data.json');
    writes.ended();
    expect(writes.between('data.json', true)).toBe('none');
    expect(writes.between('data.json', false)).toBe('restart');
  });
});

describe('a change during a check', () => {
  it('of a source starts it again', () => {
    expect(new OwnWrites().during('src/server.ts')).toBe('restart');
  });

  it('of a file that only the user changes starts it again', () => {
    expect(new OwnWrites(['hookswitch.config.json']).during('hookswitch.config.json')).toBe('restart');
  });

  it('of another file is the receiver’s in the first check, and if it changes again later', () => {
    const writes = new OwnWrites();
    expect(writes.during('state.json')).toBe('none');
    writes.ended();
    expect([writes.during('state.json'), writes.during('messages.txt')]).toEqual(['none', 'later']);
    writes.ended();
    expect(writes.during('messages.txt')).toBe('none');
  });

  it('of the same source stops only five checks in a row', () => {
    const writes = new OwnWrites();
    const meanings = Array.from({ length: 6 }, () => writes.during('dist/server.js'));
    expect(meanings).toEqual([...Array(5).fill('restart'), 'none']);
    expect(writes.restless()).toEqual(['dist/server.js']);
    writes.ended();
    expect(writes.restless()).toEqual(['dist/server.js']);
    writes.ended();
    expect(writes.restless()).toEqual([]);
  });
});
