import type { ComponentChildren } from 'preact';
import { Loading } from './loading.tsx';
import { ProblemNote } from './problem-note.tsx';
import type { Resource } from './use-resource.ts';

interface LoadedProps<T> {
  resource: Pick<Resource<T>, 'data' | 'problem' | 'reload'>;
  /** What is loaded: "the fleet". */
  what: string;
  children: (data: T) => ComponentChildren;
}

/** Data of the server, or that it is loading. If loading failed, it says why, and keeps the earlier data. */
export function Loaded<T>({ resource: { data, problem, reload }, what, children }: LoadedProps<T>) {
  return (
    <>
      <ProblemNote problem={problem} onRetry={reload} />
      {data === undefined && problem === undefined && <Loading what={what} />}
      {data !== undefined && children(data)}
    </>
  );
}
