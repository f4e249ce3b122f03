import { killFaulty } from './driver.ts';

killFaulty((group) => group === 'acknowledgement');
