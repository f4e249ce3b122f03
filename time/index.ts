export { realNow, setOwnTimer } from './clock.ts';
export { computedSince, startComputation } from './computed.ts';
export { inSimulatedTime, isTimeSimulated, otherTimers } from './simulation.ts';
