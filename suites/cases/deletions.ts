import type { DidReport } from '../../simulator/index.ts';

const forms: Readonly<Record<string, (last: DidReport) => unknown>> = {
  'an empty trunkDidInfoList': (last) => ({ ...last, trunkDidInfoList: [] }),
  'null as trunkDidInfoList': (last) => ({ ...last, trunkDidInfoList: null }),
  'no trunkDidInfoList': ({ trunkDidInfoList: _, ...others }) => others,
  'the last trunkDidInfoList': (last) => last,
};

/** The forms that a deletion may have, each made of a pce_delete with the last list of its PBX. */
export const deletions = Object.entries(forms).map(([form, item]) => ({
  note: `a pce_delete with ${form}`,
  message: (last: DidReport) => [item(last)],
}));
