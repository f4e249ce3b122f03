import { checkPart } from './driver.ts';

checkPart(2);
