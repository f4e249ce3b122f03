import { killFaultyOf } from './driver.ts';

killFaultyOf('acknowledgement');
