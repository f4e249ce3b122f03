export { realNow } from './clock.ts';
export { inSimulatedTime, isTimeSimulated, type Simulated } from './simulation.ts';
