export { realNow, setOwnTimer } from './clock.ts';
export { computedSince, startComputation } from './computed.ts';
export { inSimulatedTime, isTimeSimulated, otherTimers, type Simulated } from './simulation.ts';
