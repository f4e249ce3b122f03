import { useEffect, useRef, useState } from 'preact/hooks';
import type { PushSettings } from '../../../server/api/types.ts';
import { guardLeaving } from '../../router.ts';

/** The settings in the form. Untouched ones follow when settings are saved, here or in another tab. */
export function useSettingsDraft(saved: PushSettings) {
  const [draft, setDraft] = useState(saved);
  const savedText = JSON.stringify(saved);
  const isChanged = JSON.stringify(draft) !== savedText;
  const before = useRef(saved);
  useEffect(() => {
    const former = before.current;
    before.current = saved;
    setDraft((now) => {
      const touched = Object.entries(now).filter(
        ([name, value]) => value !== former[name as keyof PushSettings],
      );
      return { ...saved, ...Object.fromEntries(touched) };
    });
  }, [savedText]);
  useEffect(
    () => (isChanged ? guardLeaving(() => 'Leave without saving the changes?') : undefined),
    [isChanged],
  );
  return {
    draft,
    isChanged,
    change: (part: Partial<PushSettings>) => setDraft((now) => ({ ...now, ...part })),
    discard: () => setDraft(saved),
  };
}
