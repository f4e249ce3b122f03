import { checkHalfOfSample } from './driver.ts';

checkHalfOfSample(1);
