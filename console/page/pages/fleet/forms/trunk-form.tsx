import { useState } from 'preact/hooks';
import type { FleetView, TrunkView } from '../../../../server/api/types.ts';
import { TextField } from '../../../parts/inputs.tsx';
import { ActionForm, type ActionFormProps } from './action-form.tsx';
import { didsOfNumbers, freshTrunkId, maxDids, numbersFrom } from './new-dids.ts';

interface TrunkFormProps extends ActionFormProps {
  /** Absent: a new one. */
  readonly trunk?: TrunkView;
}

/** Consecutive numbers as DIDs of a trunk. */
export function TrunkForm({ fleet, trunk: existing, onAction, onCancel }: TrunkFormProps) {
  const [name, setName] = useState('');
  const [range, setRange] = useState(() => (existing ? rangeAfter(fleet, existing) : usualRange));
  const [isTried, setTried] = useState(false);
  const nameProblem = !existing && name.trim() === '' ? 'Enter a name for the trunk.' : undefined;
  const numbers = numbersOf(range);
  const submit = () => {
    setTried(true);
    if (nameProblem !== undefined || numbers.dids === undefined) return;
    const trunk = existing ?? { trunkId: freshTrunkId(fleet), trunkName: name.trim() };
    onAction({ action: 'add-trunk', dids: didsOfNumbers(fleet, trunk, numbers.dids) });
  };
  return (
    <ActionForm onSubmit={submit} onCancel={onCancel}>
      {!existing && (
        <TextField
          label="Name"
          help="In the vendor's example: register-trunk-shared_NAME."
          problem={isTried ? nameProblem : undefined}
          value={name}
          maxLength={200}
          onValue={setName}
        />
      )}
      <RangeFields range={range} onChange={setRange} problems={isTried ? numbers : {}} />
    </ActionForm>
  );
}

interface Range {
  readonly first: string;
  readonly count: string;
}

const usualRange: Range = { first: '5503300', count: '10' };

interface RangeProblems {
  readonly first?: string | undefined;
  readonly count?: string | undefined;
}

function RangeFields({
  range,
  onChange,
  problems,
}: {
  range: Range;
  onChange: (range: Range) => void;
  problems: RangeProblems;
}) {
  return (
    <div class="field-row">
      <TextField
        label="First number"
        help="The others are consecutive."
        problem={problems.first}
        value={range.first}
        maxLength={40}
        inputMode="tel"
        onValue={(value) => onChange({ ...range, first: value })}
      />
      <TextField
        label="How many"
        help={`1 to ${maxDids}.`}
        problem={problems.count}
        type="number"
        min={1}
        max={maxDids}
        value={range.count}
        onValue={(value) => onChange({ ...range, count: value })}
      />
    </div>
  );
}

function numbersOf({ first, count }: Range): RangeProblems & { readonly dids?: string[] } {
  const many = Number(count);
  if (!Number.isInteger(many) || many < 1 || many > maxDids) {
    return { count: `Enter a whole number from 1 to ${maxDids}.` };
  }
  const dids = numbersFrom(first, many);
  return dids === undefined ? { first: 'Enter a number that ends in digits, such as 5503300.' } : { dids };
}

/** A range that begins with the number after the trunk's last one. */
function rangeAfter(fleet: FleetView, { trunkId }: TrunkView): Range {
  const last = fleet.dids.findLast((did) => did.trunkId === trunkId)?.did;
  const next = last === undefined ? undefined : numbersFrom(last, 2)?.[1];
  return next === undefined ? usualRange : { ...usualRange, first: next };
}
