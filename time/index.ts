export { realNow } from './clock.ts';
export { computedSince, startComputation } from './computed.ts';
export { inSimulatedTime, isTimeSimulated, type Simulated } from './simulation.ts';
