import { killFaulty } from './driver.ts';

killFaulty((group) => group === 'message');
