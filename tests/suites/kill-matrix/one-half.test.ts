import { judgeHalf } from './driver.ts';

judgeHalf(0);
