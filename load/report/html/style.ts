/** The style of a load report, in addition to that of all reports. */
export const loadStyle = `
.interrupted { --tone: var(--inconclusive); }
figure { margin: 1rem 0 0; padding: .9rem 1rem .6rem; background: var(--card); border: 1px solid var(--line); border-radius: .5rem; }
figcaption { display: flex; flex-wrap: wrap; gap: .3rem 1.5rem; align-items: baseline; justify-content: space-between; }
figcaption h3 { margin: 0; }
.legend { display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; list-style: none; font-size: .8125rem; color: var(--soft); }
.key { display: inline-block; width: 1.4rem; margin-right: .4rem; vertical-align: middle; border-top: 2px solid var(--paint); }
.key.attempts { border-top-style: dotted; } .key.asked { border-top-style: dashed; }
.asked { --paint: var(--link); } .good { --paint: var(--pass); } .bad { --paint: var(--fail); }
.attempts { --paint: var(--inconclusive); } .limit { --paint: var(--fail); }
.chart svg { display: block; width: 100%; max-width: 48rem; height: auto; margin: .5rem auto 0; }
.chart .line { fill: none; stroke: var(--paint); stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; vector-effect: non-scaling-stroke; }
.chart .asked { stroke-dasharray: 7 4; } .chart .attempts { stroke-dasharray: 1 4; }
.chart .grid { stroke: var(--line); }
.chart .bar-of { fill: var(--pass); }
.chart text { fill: var(--soft); font-size: 8.5px; }
@media (max-width: 40rem) { .chart text { font-size: 10.5px; } }
@media (max-width: 28rem) { .chart text { font-size: 14px; } }
.chart .y { text-anchor: end; dominant-baseline: middle; } .chart .x { text-anchor: middle; }
.wide { overflow-x: auto; }
.numbers { display: table; } .numbers thead { display: table-header-group; } .numbers tbody { display: table-row-group; }
.numbers tr { display: table-row; } .numbers td, .numbers th { display: table-cell; padding: .3rem 1rem .3rem 0; border-top: 1px solid var(--line); text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; width: auto; }
.numbers td:first-child, .numbers th:first-child, .numbers .words { text-align: left; }
.numbers .words { white-space: normal; min-width: 9rem; }
td.tone { color: var(--tone); font-weight: 600; }
@media (max-width: 40rem) {
  .numbers td, .numbers th { padding-right: .45rem; white-space: normal; overflow-wrap: normal; font-size: .75rem; }
  .numbers .words { min-width: 0; }
  .times tr { display: grid; grid-template-columns: 3.2rem repeat(5, 1fr); border-top: 1px solid var(--line); }
  .times td, .times th { border-top: 0; }
  .times .words { grid-column: 1 / -1; padding-top: 0; }
  .times th.words { display: none; }
}
@media print { figure { break-inside: avoid; } .chart { print-color-adjust: exact; } }
`;
