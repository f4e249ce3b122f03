import type { RepositoryView } from '../../../server/api/types.ts';
import { capacityKeys } from './capacity-keys.ts';

/** A Cloud PBX's capacity in words and numbers. */
export function CapacityList({ repository }: { repository: RepositoryView }) {
  const words: Readonly<Record<string, string>> = capacityKeys;
  return (
    <dl class="capacity">
      {Object.entries(repository).map(([key, value]) => (
        <div key={key}>
          <dt>{words[key] ?? key}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
