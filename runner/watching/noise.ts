import { changedPlaces, isSameAt, type Json, type SeenReport, valueAt } from '../../observation/index.ts';
import { isRecord } from '../../schemas/is-record.ts';
import type { RunState } from '../context/run-state.ts';
import { changesAtRest } from './at-rest.ts';
import { pollerFor, stateSeen } from './run-poller.ts';

type Controlled = Pick<RunState, 'observation' | 'seen'>;

/** PBXs that got a report and then nothing, with the states that these led to. */
function controlsOf({ observation: { learned }, seen }: Controlled): readonly SeenReport[] {
  const { resting, early = [] } = learned ?? {};
  const all = early.length > 0 || !resting ? early : [{ ...resting, message: null }];
  return all
    .filter(({ sn }) => !seen.ignored.spent.has(sn))
    .map((one) => ({ ...one, state: seen.ignored.without(one.state) }));
}

/** A PBX that gets another message is no longer a control. */
export function spendControls({ observation: { learned }, seen }: Controlled, message: unknown): void {
  if (!Array.isArray(message)) return;
  for (const { sn } of learned?.early ?? [])
    if (message.some((item) => isRecord(item) && item.sn === sn)) seen.ignored.spent.add(sn);
}

/** The PBX to observe beside others. */
export function controlBeside(run: Controlled): string | undefined {
  const { learned, observer } = run.observation;
  const isUsable = learned && !learned.problem && observer?.isPerPbx && observer.showsState;
  return isUsable ? controlsOf(run)[0]?.sn : undefined;
}

interface Look {
  readonly sn: string;
  readonly state: Json;
}

/**
 * Notes where the state of a control PBX differs from what its report led to, and whether it shows the same as another PBX at the same moment.
 * What shows a value of a report is never noise: it differs because of a mistake. Neither is a list, which may hold DIDs, nor a name that has
 * appeared: a hostile message may have added it to all PBXs. Returns whether nothing else differs.
 */
export function noteControl(run: Controlled, control: Look, beside: Look): boolean {
  const controls = controlsOf(run);
  const before = controls.find(({ sn }) => sn === control.sn)?.state;
  if (before === undefined || controls.some(({ sn }) => sn === beside.sn)) return true;
  const { moving } = run.seen.ignored;
  let onlyNoise = true;
  for (const place of changedPlaces(before, control.state) ?? ['']) {
    const mayBeNoise = hasValueAt(before, place) && !isContent(place, controls);
    if (mayBeNoise && hasValueAt(beside.state, place))
      moving.set(place, (moving.get(place) ?? 0) + (isSameAt(place, control.state, beside.state) ? 1 : -1));
    onlyNoise &&= mayBeNoise && isNoise(moving.get(place));
  }
  return onlyNoise;
}

/** Two PBXs may show the same number by chance, and a number of all PBXs may advance between two looks. */
function isNoise(balance = 0): boolean {
  return balance > 0;
}

/**
 * What changed at a control PBX while rules ran is noise: it is ignored from now on. Returns whether there is any that wasn't known. If what
 * messages say changes there too, this looks whether the observer is unstable without messages.
 *
 * @throws CannotTell if nothing can be seen.
 */
export async function findNoise(run: RunState, signal: AbortSignal): Promise<boolean> {
  const { learned, observer } = run.observation;
  const { seen } = run;
  if (
    !learned ||
    learned.problem ||
    !observer ||
    observer.option === 'downstreamPort' ||
    seen.observerInstability
  )
    return false;
  const known = seen.ignored.noise.size;
  const poller = pollerFor(run, signal);
  const look = async (sn: string) => stateSeen(await poller.observe(sn));
  let onlyNoise = observer.isPerPbx;
  for (const { sn } of observer.isPerPbx ? controlsOf(run) : []) {
    const other = learned.untouched.sn;
    const [state, untouched] = await Promise.all([look(sn), look(other)]);
    onlyNoise = noteControl(run, { sn, state }, { sn: other, state: untouched }) && onlyNoise;
  }
  if (!onlyNoise) await lookAtRest(run, signal);
  for (const [place, balance] of seen.ignored.moving) if (isNoise(balance)) seen.ignored.noise.add(place);
  return seen.ignored.noise.size > known;
}

/** Whether states change while nothing is sent. */
async function lookAtRest(run: RunState, signal: AbortSignal): Promise<void> {
  const controls = controlsOf(run);
  for (const control of controls) {
    const changes = await changesAtRest(run, control, signal);
    if (!changes) continue;
    const { places, ...instability } = changes;
    if (!places || places.some((place) => isContent(place, controls))) {
      run.seen.observerInstability = instability;
      return;
    }
    for (const place of places) run.seen.ignored.noise.add(place);
  }
}

/** Whether a state has a plain value at a place. Pure. */
function hasValueAt(state: Json, place: string): boolean {
  const value = valueAt(state, place) ?? {};
  return place !== '' && typeof value !== 'object';
}

/** Whether a place shows a value of the report that one of these PBXs got. Pure. */
function isContent(place: string, controls: readonly SeenReport[]): boolean {
  return controls.some(({ state, message }) => {
    const shown = valueAt(state, place) ?? null;
    const text = JSON.stringify(shown);
    return valuesIn(message).some((value) =>
      value.length < minLength ? String(shown) === value : text.includes(JSON.stringify(value).slice(1, -1)),
    );
  });
}

/** Shorter texts may be a part of anything. */
const minLength = 6;

function valuesIn(message: unknown): readonly string[] {
  if (typeof message === 'string' || typeof message === 'number') return [String(message)];
  if (typeof message !== 'object' || message === null) return [];
  return Object.values(message)
    .flatMap(valuesIn)
    .filter((value) => value !== '');
}
