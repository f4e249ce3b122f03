import fc, { type Arbitrary, type Random, Stream, Value } from 'fast-check';
import type { SequenceStep } from '../../../schemas/sequence-step.ts';
import { generatedSteps, type SequenceSize } from './generate.ts';
import { sequenceInWords } from './id.ts';
import { plainNumbers } from './plain.ts';
import { type ShrinkPlace, smaller } from './shrink.ts';

/** Sequences that shrink to the fewest steps. fast-check's own arrays shrink from the beginning, which would take long here. */
export function sequences(size: SequenceSize): Arbitrary<readonly SequenceStep[]> {
  return new SequenceArbitrary(generatedSteps(size));
}

const blamed = new WeakMap<readonly SequenceStep[], number>();

/** Remembers the PBX that failed, so that smaller sequences about it are tried first. */
export function blame(steps: readonly SequenceStep[], pbx: number): void {
  blamed.set(steps, pbx);
}

class SequenceArbitrary extends fc.Arbitrary<readonly SequenceStep[]> {
  readonly #generated: Arbitrary<SequenceStep[]>;

  constructor(generated: Arbitrary<SequenceStep[]>) {
    super();
    this.#generated = generated;
  }

  override generate(random: Random, bias: number | undefined): Value<readonly SequenceStep[]> {
    return asValue(plainNumbers(this.#generated.generate(random, bias).value));
  }

  /** It needs no context, so that a given sequence shrinks too. */
  override canShrinkWithoutContext(_value: unknown): _value is readonly SequenceStep[] {
    return true;
  }

  override shrink(steps: readonly SequenceStep[], place: unknown): Stream<Value<readonly SequenceStep[]>> {
    return new Stream(valuesOf(steps, place as ShrinkPlace | undefined));
  }
}

function* valuesOf(
  steps: readonly SequenceStep[],
  place: ShrinkPlace | undefined,
): IterableIterator<Value<readonly SequenceStep[]>> {
  for (const one of smaller(steps, place, blamed.get(steps))) yield asValue(one.steps, one.place);
}

/** fast-check shows it by id. The finding lists the steps. */
function asValue(steps: readonly SequenceStep[], place?: ShrinkPlace) {
  const words = () => sequenceInWords(steps);
  const shown = Object.defineProperty([...steps], fc.toStringMethod, { value: words });
  return new Value<readonly SequenceStep[]>(shown, place);
}
