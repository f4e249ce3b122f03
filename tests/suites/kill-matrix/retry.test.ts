import { killFaultyOf } from './driver.ts';

killFaultyOf('retry');
