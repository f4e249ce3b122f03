export { realNow, setOwnTimer } from './clock.ts';
export { computedSince, startComputation } from './computed.ts';
export { asPendingWork, inSimulatedTime, isTimeSimulated, otherTimers } from './simulation.ts';
