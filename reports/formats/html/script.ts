/** Filters, copy buttons and permalinks. Without it, everything is there but folded. */
export const script = `
(() => {
  const form = document.getElementById('filters');
  const shown = form.querySelector('output');
  const none = document.getElementById('none');
  const rules = Array.from(document.querySelectorAll('article'));
  const sections = Array.from(document.querySelectorAll('section'));
  const worded = 'summary, .rows dd:not(:has(.command))';
  const wordsOf = (rule) =>
    Array.from(rule.querySelectorAll(worded), (part) => part.textContent.toLowerCase()).join(' ');
  const texts = new Map(rules.map((rule) => [rule, wordsOf(rule)]));

  const filter = () => {
    const data = new FormData(form);
    const verdicts = data.getAll('verdict');
    const levels = data.getAll('level');
    const words = String(data.get('text')).toLowerCase().split(' ').filter(Boolean);
    for (const rule of rules) {
      const isChosen = verdicts.includes(rule.dataset.verdict) && levels.includes(rule.dataset.level);
      rule.hidden = !(isChosen && words.every((word) => texts.get(rule).includes(word)));
    }
    for (const section of sections) {
      const all = section.querySelectorAll('article').length;
      const left = section.querySelectorAll('article:not([hidden])').length;
      section.hidden = left === 0;
      const number = section.querySelector('h2 .n');
      if (number) number.textContent = left === all ? all : left + ' of ' + all;
    }
    const count = rules.filter((rule) => !rule.hidden).length;
    if (count < rules.length) for (const fold of document.querySelectorAll('.fold')) fold.open = true;
    none.hidden = count > 0;
    shown.textContent = count === rules.length ? '' : count + ' of ' + rules.length + ' rules shown';
  };

  const open = (hash) => {
    const rule = document.getElementById(decodeURIComponent(hash.slice(1)));
    if (!rule) return;
    if (rule.tagName !== 'ARTICLE') {
      rule.scrollIntoView();
      return;
    }
    if (rule.hidden) {
      form.reset();
      filter();
    }
    const fold = rule.closest('.fold');
    if (fold) fold.open = true;
    rule.querySelector('details').open = true;
    rule.scrollIntoView();
  };

  const copy = async (button) => {
    const code = button.parentElement.querySelector('code');
    try {
      await navigator.clipboard.writeText(code.textContent);
    } catch {
      getSelection().selectAllChildren(code);
      document.execCommand('copy');
    }
    button.textContent = 'Copied';
    setTimeout(() => { button.textContent = 'Copy'; }, 1500);
  };

  form.hidden = false;
  form.addEventListener('input', filter);
  form.addEventListener('submit', (event) => event.preventDefault());
  for (const button of document.querySelectorAll('.copy')) {
    button.hidden = false;
    button.addEventListener('click', () => copy(button));
  }
  let folded = [];
  addEventListener('beforeprint', () => {
    folded = Array.from(document.querySelectorAll('.fold:not([open]), article.fail > details:not([open])'));
    for (const part of folded) part.open = true;
  });
  addEventListener('afterprint', () => {
    for (const part of folded) part.open = false;
  });
  addEventListener('hashchange', () => open(location.hash));
  // In a frame without an origin, such as the console's, a link can't change the address.
  if (parent !== window) addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link) return;
    event.preventDefault();
    open(link.hash);
  });
  filter();
  if (location.hash !== '') open(location.hash);
})();
`;
