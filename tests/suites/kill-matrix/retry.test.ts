import { killFaulty } from './driver.ts';

killFaulty((group) => group === 'retry');
