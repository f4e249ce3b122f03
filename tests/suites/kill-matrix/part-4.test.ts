import { checkPart } from './driver.ts';

checkPart(4);
