/** The style of a report, for light and dark mode, print and 360 px. Contrast meets WCAG AA. */
export const style = `
:root {
  color-scheme: light dark;
  --ground: #f7f7f5; --card: #ffffff; --sunk: #f3f4f2; --line: #dcdfdb; --ink: #1d2521; --soft: #56615b;
  --fail: #b3261e; --known: #8a3d5f; --error: #6d3fc0; --inconclusive: #855600; --skipped: #5a6570; --pass: #1b7044; --link: #0b5cad;
  --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", "DejaVu Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #121614; --card: #191e1b; --sunk: #141916; --line: #313934; --ink: #e4e9e5; --soft: #a2ada6;
    --fail: #ff8f84; --known: #e59bbd; --error: #c3a6ff; --inconclusive: #e8b653; --skipped: #a4afb8; --pass: #66cf95; --link: #7db8ff;
  }
}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; }
body { margin: 0 auto; max-width: 66rem; padding: 2.5rem 1.25rem 5rem; background: var(--ground); color: var(--ink);
  font: .9375rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", sans-serif; }
h1, h2, h3, p, dl, dd, ul, pre, fieldset { margin: 0; padding: 0; border: 0; }
a { color: var(--link); }
[hidden] { display: none !important; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 3px; }
.fail { --tone: var(--fail); } .error { --tone: var(--error); } .inconclusive { --tone: var(--inconclusive); }
.known { --tone: var(--known); } .skipped { --tone: var(--skipped); } .pass { --tone: var(--pass); }
.mark { color: var(--tone); font-weight: 700; }

.brand { color: var(--soft); font-size: .875rem; }
h1 { margin: .35rem 0 0; font-size: 1.75rem; line-height: 1.25; font-weight: 650; letter-spacing: -.012em; text-wrap: balance; }
.remarks { margin-top: .3rem; color: var(--soft); }
.diagnosis { margin-top: 1.1rem; padding: .9rem 1rem; background: var(--card); border: 1px solid var(--line); border-left: 4px solid var(--tone);
  border-radius: .5rem; overflow-wrap: anywhere; }
.diagnosis .cause { font-size: 1.125rem; font-weight: 650; }
.diagnosis .printed { list-style: none; font-family: var(--mono); font-size: .8125rem; }
.diagnosis .rows { margin-top: .5rem; }
.diagnosis .rows ul { padding-left: 1.1rem; list-style: disc; color: var(--soft); }
.diagnosis + .remarks { margin-top: 1.1rem; }
.failures { margin-top: 1.1rem; columns: 2; column-gap: 2rem; }
.failures p { column-span: all; font-weight: 600; margin-bottom: .3rem; }
.plan { margin-top: 1.1rem; }
.plan h2 { margin: 0 0 .3rem; }
.plan ol { padding-left: 1.6rem; margin: 0; }
.failures ol { padding-left: 1.6rem; margin: 0; }
.failures li { padding: .08rem 0; break-inside: avoid; overflow-wrap: anywhere; }
.failures li::marker { color: var(--soft); font-size: .8125rem; }
.failures li a { font-family: var(--mono); font-size: .8125rem; }
.soft { color: var(--soft); font-size: .8125rem; }
.none { margin-top: 2.25rem; padding: 1rem; border: 1px dashed var(--line); border-radius: .5rem; color: var(--soft); }
.bar { display: block; width: 100%; margin-top: 1.1rem; height: .5rem; border-radius: .25rem; }
.bar rect { fill: var(--tone); }
.facts { display: flex; flex-wrap: wrap; gap: .75rem 2rem; margin-top: 1.1rem; font-size: .875rem; }
.facts dt { color: var(--soft); }
.facts dd { overflow-wrap: anywhere; }
code, pre, .id { font-family: var(--mono); font-size: .875em; }

.filters { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1.25rem;
  margin: 1.5rem -1.25rem 0; padding: .7rem 1.25rem; background: var(--ground); border-bottom: 1px solid var(--line); font-size: .875rem; }
.filters fieldset { display: flex; flex-wrap: wrap; gap: .4rem; min-width: 0; }
.filters legend { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.chip { position: relative; display: inline-flex; }
.chip input { position: absolute; inset: 0; margin: 0; opacity: 0; cursor: pointer; }
.chip span { padding: .15rem .7rem; border: 1px solid var(--line); border-radius: 1rem; color: var(--soft); text-decoration: line-through; }
.chip input:checked + span { background: var(--card); border-color: var(--tone, var(--soft)); color: var(--tone, var(--ink)); text-decoration: none; }
.chip input:focus-visible + span { outline: 2px solid var(--link); outline-offset: 2px; }
.filters input[type=search] { flex: 1 1 10rem; min-width: 8rem; padding: .3rem .6rem; border: 1px solid var(--soft); border-radius: .4rem;
  background: var(--card); color: inherit; font: inherit; }
.filters output { color: var(--soft); }
.filters output:empty { display: none; }

section { margin-top: 2.25rem; }
h2 { margin-bottom: .75rem; font-size: 1.125rem; font-weight: 650; }
h2 .n { margin-left: .25rem; color: var(--soft); font-weight: 400; }
.groups { margin: 0 0 .9rem; padding-left: 1.1rem; color: var(--soft); }
.groups li + li { margin-top: .25rem; }

.fold > summary { width: max-content; max-width: 100%; color: var(--soft); }
.fold > summary::before { content: "▸ "; color: var(--soft); }
.fold[open] > summary::before { content: "▾ "; }
.fold > summary h2 { display: inline-block; margin: 0; color: var(--ink); }
.fold[open] > summary { margin-bottom: .75rem; }

article { position: relative; scroll-margin-top: 8rem; background: var(--card); border: 1px solid var(--line); border-radius: .5rem; }
article + article { margin-top: .6rem; }
article.fail, article.error { border-left: 4px solid var(--tone); }
article:target { outline: 2px solid var(--link); outline-offset: 1px; }
.list article { border-radius: 0; }
.list article + article { margin-top: -1px; }
.list article:first-child { border-radius: .5rem .5rem 0 0; }
.list article:last-child { border-radius: 0 0 .5rem .5rem; }
.list article:only-child { border-radius: .5rem; }
summary { cursor: pointer; list-style: none; }
summary::-webkit-details-marker { display: none; }
article > details > summary { display: grid; grid-template-columns: 1.1rem minmax(0, 1fr) auto; gap: 0 .6rem; align-items: baseline;
  padding: .65rem 3rem .65rem 1rem; }
article > details > summary:hover .id { text-decoration: underline; }
.id { font-weight: 600; overflow-wrap: anywhere; }
.tags { margin-left: .6rem; color: var(--soft); font-size: .8125rem; white-space: nowrap; }
.title { grid-column: 2; color: var(--soft); }
.brief { grid-column: 2; color: var(--tone); overflow-wrap: anywhere; }
details[open] > summary .brief { display: none; }
.took { color: var(--soft); font-size: .8125rem; font-variant-numeric: tabular-nums; white-space: nowrap; }
.permalink { position: absolute; top: .6rem; right: .75rem; padding: 0 .35rem; color: var(--soft); text-decoration: none; }
.permalink:hover { color: var(--link); }
.detail { padding: .35rem 1rem 1.1rem 2.7rem; }

.rows { display: grid; grid-template-columns: 9.5rem minmax(0, 1fr); gap: .5rem 1rem; }
.rows dt { color: var(--soft); font-size: .875rem; padding-top: .08rem; }
.rows dd { overflow-wrap: anywhere; }
.rows ul { list-style: none; }
.rows .actual { color: var(--tone); }
.rows q { display: block; font-style: italic; }
.rows q + q { margin-top: .35rem; }
pre { padding: .6rem .8rem; background: var(--sunk); border: 1px solid var(--line); border-radius: .4rem; font-size: .8125rem; line-height: 1.5;
  white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 4; }
pre code { font-size: inherit; }
pre.long { max-height: 24rem; overflow: auto; }
.command { position: relative; }
.command pre { padding-right: 4.75rem; }
.command span { display: inline-block; max-width: 100%; }
.copy { position: absolute; top: .4rem; right: .4rem; padding: .1rem .6rem; border: 1px solid var(--line); border-radius: .35rem;
  background: var(--card); color: var(--ink); font: inherit; font-size: .8125rem; cursor: pointer; }
.copy:hover { border-color: var(--soft); }

h3 { margin: 1.2rem 0 .4rem; font-size: .875rem; font-weight: 600; color: var(--soft); }
.attempt { border-top: 1px solid var(--line); font-size: .875rem; }
.attempt > summary { display: grid; grid-template-columns: 3rem minmax(0, 3fr) minmax(0, 2fr) 4.5rem; gap: .5rem; padding: .4rem 0; align-items: baseline; }
.attempt > summary::before { content: none; }
.attempt .n, .attempt .ms { color: var(--soft); font-variant-numeric: tabular-nums; white-space: nowrap; }
.attempt .n::before { content: "▸ "; }
.attempt[open] > summary .n::before { content: "▾ "; }
.attempt .ms { text-align: right; }
.attempt .what, .attempt .came { overflow-wrap: anywhere; }
.attempt .came { font-weight: 600; }
.attempt .fault { color: var(--soft); }
.halves { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)); gap: .6rem; padding-bottom: .8rem; }
.halves p { margin-bottom: .2rem; color: var(--soft); font-size: .8125rem; }
.halves b { font-weight: 600; }
.seen > summary::before { content: "▸ "; color: var(--soft); font-size: .875rem; }
.seen[open] > summary::before { content: "▾ "; }
.seen > summary h3 { display: inline-block; }
.remark { margin-top: .25rem; color: var(--soft); font-size: .8125rem; }
table { width: 100%; border-collapse: collapse; font-size: .8125rem; }
th, td { padding: .3rem .75rem .3rem 0; border-top: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: anywhere; }
td:not(:last-child) { width: 1%; white-space: nowrap; }
td code { font-size: inherit; }
th { color: var(--soft); font-weight: 400; white-space: nowrap; }

@media (max-width: 40rem) {
  .failures { columns: 1; }
  body { padding: 1.5rem .9rem 4rem; }
  h1 { font-size: 1.375rem; }
  .filters { position: static; margin: 1.25rem -.9rem 0; padding: .7rem .9rem; }
  article > details > summary { padding: .6rem 2.4rem .6rem .75rem; }
  .tags { margin-left: 0; display: block; }
  .permalink { right: .3rem; }
  .detail { padding: .25rem .75rem .9rem; }
  .rows { grid-template-columns: minmax(0, 1fr); gap: 0; }
  .rows dt { padding-top: .6rem; }
  .attempt > summary { grid-template-columns: 3rem minmax(0, 1fr) auto; gap: 0 .5rem; }
  .attempt .came { grid-column: 2; grid-row: 2; }
  tr { display: grid; grid-template-columns: 4.5rem minmax(0, 1fr); border-top: 1px solid var(--line); }
  tr > * { border-top: 0; white-space: normal; }
  tr > :last-child { grid-column: 1 / -1; padding-top: 0; }
  td:not(:last-child) { width: auto; white-space: normal; }
}
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
@media print {
  :root { color-scheme: light; --ground: #fff; --card: #fff; --sunk: #fff; --line: #bbb; --ink: #000; --soft: #444;
    --fail: #a01b14; --known: #7a2f50; --error: #5a2ea8; --inconclusive: #6e4700; --skipped: #444; --pass: #145c36; --link: #000; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  .bar { print-color-adjust: exact; }
  pre.long { max-height: none; }
  .detail { padding: .25rem .75rem .75rem; }
  .halves { grid-template-columns: 3fr 2fr; }
  .filters, .copy, .permalink { display: none; }
  article.fail > details > summary, .halves > div, tr { break-inside: avoid; }
  h2, h3, summary { break-after: avoid; }
}
`;
