import { expect, it } from 'vitest';
import { observerOf } from '../../check/observer-of.ts';
import type { Downstream } from '../../observation/downstream/downstream.ts';

it('the observer is whichever of the function, the command, the URL or the simulated service is given', () => {
  const optionOf = (given: Parameters<typeof observerOf>[0]) =>
    observerOf(given, { allowHosts: [], insecure: false })?.option;
  const downstream = {} as Downstream;
  expect(optionOf({})).toBeUndefined();
  expect(optionOf({ downstream })).toBe('downstreamPort');
  expect(optionOf({ downstream, observeUrl: 'http://h/' })).toBe('observeUrl');
  expect(optionOf({ downstream, observeCmd: './state.sh' })).toBe('observeCmd');
  expect(optionOf({ downstream, observe: () => null })).toBe('observe');
});

it('shows no state if it was declared to show a history', () => {
  const observerWith = (observeHistory: boolean) =>
    observerOf({ observe: () => null, observeHistory }, { allowHosts: [], insecure: false });
  expect(observerWith(true)?.showsState).toBe(false);
  expect(observerWith(false)?.showsState).toBe(true);
});
