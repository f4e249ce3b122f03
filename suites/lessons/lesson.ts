/** The languages in which lessons show code, as `--lang` takes them. */
export const languages = { ts: 'TypeScript', py: 'Python', php: 'PHP', java: 'Java', go: 'Go' } as const;

export type Language = keyof typeof languages;

/** One thing to know about receivers, which several rules come down to. Its source is the Markdown file of its name. */
export interface Lesson {
  readonly title: string;
  /** Paragraphs, with an empty line between them. */
  readonly text: string;
  readonly code: Readonly<Record<Language, { readonly wrong: string; readonly right: string }>>;
}
