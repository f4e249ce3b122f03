import type { SignatureVerdictView } from '../../../server/api/types.ts';
import { Badge } from '../../parts/badge.tsx';
import { verdictTones, verdictWords } from './verdict-words.ts';

/** Whether the signature is valid, and if not, which mistake explains it. */
export function SignatureNote({ signature }: { signature: SignatureVerdictView }) {
  const { verdict, sentence, mistakes, secretOf } = signature;
  const others = mistakes.filter((mistake) => !sentence.includes(mistake.sentence));
  return (
    <div class={`signature-note tone-note tone-${verdictTones[verdict]}`}>
      <p>
        <Badge tone={verdictTones[verdict]}>{verdictWords[verdict]}</Badge>
      </p>
      <p>{sentence}</p>
      {others.length > 0 && (
        <ul>
          {others.map(({ name, sentence: explained }) => (
            <li key={name}>{explained}</li>
          ))}
        </ul>
      )}
      {(verdict === 'valid' || verdict === 'invalid') && (
        <p class="muted">
          {secretOf === undefined ? (
            "Checked with the inbox's own secret."
          ) : (
            <>
              Checked with the secret of <code>{secretOf}</code>.
            </>
          )}
        </p>
      )}
    </div>
  );
}
