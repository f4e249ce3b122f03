import { checkPart } from './driver.ts';

checkPart(3);
