import { killFaultyOf } from './driver.ts';

killFaultyOf('signature');
