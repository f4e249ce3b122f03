/** Options whose flag is more than their name in the library with hyphens, or that have none. */
const ownFlags: Readonly<Record<string, string>> = {
  allowHosts: '--allow-host',
  budgetMs: '--budget',
  downstream: 'downstream',
  headers: '--header',
  observe: 'observe',
  ownsHost: '--i-own-this-host',
  previousSecret: '--previous-secret-env',
  receiver: 'receiver',
  restart: '--exec',
  settleMs: '--settle',
  url: 'url',
  waitMs: '--wait',
};

/** The flag of an option: `--observe-url` for `observeUrl`. */
export function flagOf(option: string): string {
  return ownFlags[option] ?? `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** The first option that a sentence names, by its name in the library. What it quotes doesn't count. */
export function optionIn(sentence: string): string | undefined {
  const [flag] = /(?<!\S)--[a-z][a-z-]*/.exec(sentence.replace(/"[^"]*"/g, '')) ?? [];
  if (flag === undefined) return undefined;
  const [own] = Object.entries(ownFlags).find(([, other]) => other === flag) ?? [];
  return own ?? flag.slice(2).replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}
