import { conditionsBench } from './conditions.ts';
import { consolePage } from './console.ts';
import { correctReceiversBench } from './correct-receivers.ts';
import { deadline } from './deadline.ts';
import { falseAlarms } from './false-alarms.ts';
import type { Bench } from './figure.ts';
import { fuzz } from './fuzz.ts';
import { load } from './load.ts';
import { loadMemory } from './load-memory.ts';
import { reruns } from './reruns.ts';
import { simulated } from './simulated.ts';
import { startup } from './startup.ts';
import { wholeCheck } from './whole-check.ts';

const benches: Readonly<Record<string, Bench>> = {
  startup,
  'whole-check': wholeCheck,
  conditions: conditionsBench,
  simulated,
  deadline,
  load,
  'load-memory': loadMemory,
  'false-alarms': falseAlarms,
  reruns,
  'correct-receivers': correctReceiversBench,
  console: consolePage,
  fuzz,
};

// `npm run bench -- false-alarms 600`: a number is how often to try. `-- reruns hex-signature slow-ack`: other words are names of receivers.
const given = process.argv.slice(2);
const wanted = given.filter((word) => word in benches);
const only = given.filter((word) => !(word in benches) && Number.isNaN(Number(word)));
const count = given.map(Number).find((number) => number > 0);
let missed = 0;
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  for (const { what, value, unit, atMost, how } of await bench(count, only)) {
    const isMet = value <= atMost;
    if (!isMet) missed += 1;
    const figure = `${Number(value.toPrecision(3))} ${unit}`;
    process.stdout.write(
      `${isMet ? 'met   ' : 'missed'}  ${what}: ${figure} (goal: at most ${atMost}; ${how})\n`,
    );
  }
}
process.exitCode = missed > 0 ? 1 : 0;
