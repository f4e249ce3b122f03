import { killFaultyOf } from './driver.ts';

killFaultyOf('message');
