import { checkHalf } from './driver.ts';

checkHalf(0);
