/** The meaning of a state. Its colors are in styles/theme.css. */
export type Tone = 'good' | 'bad' | 'warn' | 'busy' | 'lost' | 'idle';
