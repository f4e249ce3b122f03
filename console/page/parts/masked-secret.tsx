import { useState } from 'preact/hooks';
import { CopyButton } from './copy-button.tsx';
import { notifyProblem } from './notices.tsx';

/** A secret as dots until revealed. `load` fetches it, `name` describes it: "the secret of https://…". */
export function MaskedSecret({ load, name }: { load: () => Promise<string>; name: string }) {
  const [shown, setShown] = useState<string>();
  const toggle = async () => {
    try {
      setShown(shown === undefined ? await load() : undefined);
    } catch (reason) {
      notifyProblem(reason);
    }
  };
  return (
    <span class="masked-secret">
      <code>{shown ?? '•'.repeat(8)}</code>
      <button
        type="button"
        class="quiet"
        aria-label={`${shown === undefined ? 'Show' : 'Hide'} ${name}`}
        onClick={toggle}
      >
        {shown === undefined ? 'Show' : 'Hide'}
      </button>
      <CopyButton name={name} text={load} />
    </span>
  );
}
