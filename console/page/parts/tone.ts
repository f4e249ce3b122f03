/** How a state is to be taken; its colours are in styles/theme.css. */
export type Tone = 'good' | 'bad' | 'warn' | 'busy' | 'lost' | 'idle';
