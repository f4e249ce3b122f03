/** What starts a check while watching: a change, or a key. */
export type Request =
  | { readonly kind: 'start' }
  | { readonly kind: 'change'; readonly names: readonly string[] }
  | { readonly kind: 'all' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'one'; readonly id: string };

/** A check of some rules. */
export type Phase = { readonly checks: 'failed' | 'all' } | { readonly checks: 'one'; readonly id: string };

/** If more rules failed, checking them first takes about as long as checking all. */
const maxFirst = 10;

/** The checks for a request: failed rules first, then all. Pure. */
export function phasesOf(request: Request, failedBefore: number): readonly Phase[] {
  const all: Phase = { checks: 'all' };
  const failed: Phase = { checks: 'failed' };
  switch (request.kind) {
    case 'one':
      return [{ checks: 'one', id: request.id }];
    case 'failed':
      return failedBefore > 0 ? [failed] : [all];
    case 'change':
      return failedBefore > 0 && failedBefore <= maxFirst ? [failed, all] : [all];
    default:
      return [all];
  }
}

const maxNamed = 3;

/** Why a check starts, and what it checks. Pure. */
export function headingOf(request: Request, { checks }: Phase, failed: number): string {
  const why = request.kind === 'change' ? `${named(request.names)} changed: ` : '';
  switch (checks) {
    case 'one':
      return 'checking one rule';
    case 'failed':
      return `${why}checking the ${failed === 1 ? 'failed rule' : `${failed} failed rules`}`;
    case 'all':
      return `${why}checking all rules`;
  }
}

function named(names: readonly string[]): string {
  const rest = names.length - maxNamed;
  return rest <= 0 ? names.join(', ') : `${names.slice(0, maxNamed).join(', ')} and ${rest} more`;
}
