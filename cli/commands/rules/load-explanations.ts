/** Loaded only when a rule is explained: the lessons and their code are long, and a check does without. */
export const loadExplanations = () => import('./explained-rule.ts');
