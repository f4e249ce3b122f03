/** The languages of the code in lessons, by their values for `--lang`. */
export const languages = { ts: 'TypeScript', py: 'Python', php: 'PHP', java: 'Java', go: 'Go' } as const;

export type Language = keyof typeof languages;

/** Something to know about receivers that several rules have in common. Its source is the Markdown file with its name. */
export interface Lesson {
  readonly title: string;
  /** Paragraphs, with an empty line between them. */
  readonly text: string;
  readonly code: Readonly<Record<Language, { readonly wrong: string; readonly right: string }>>;
}
