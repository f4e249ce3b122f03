import { banner, code, plain, table } from './markdown.mjs';

/** docs/diagnosis.md: which experiment proves which cause, and the receivers of the self-test that have it. */
export function diagnosisPage({ questions, brokenReceivers, seeingThrough }) {
  return [
    banner,
    '# Diagnosis',
    'Look up how a check proves a cause, and what it means that a cause explains a failed rule.',
    '```sh\nnpx hookswitch check http://localhost:3000/webhook --report json=report.json\n```',
    'In a report, `diagnosis` is the cause to fix first, and `otherCauses` are all others. Hookswitch names a cause only if an experiment rules out similar ones. A report without a diagnosis has no proven cause: look at the failed rules.',
    'A cause **explains** a failed rule only if the rule saw the same thing: the same status for a genuine message, no response, or an accepted forged message. Every other failure is listed separately. "Probably because of" is weaker: it names a failed rule that often explains another one.',
    'The questions are asked in this order, so the most harmful cause comes first, after those that keep the check from seeing anything.',
    ...questions.flatMap((question) => sectionOf(question, brokenReceivers)),
    ...behindSection(seeingThrough),
    '',
  ].join('\n\n');
}

/** Which causes a check sees through, and how. */
function behindSection(seeingThrough) {
  const rows = new Map();
  for (const { causes, how, hides = '' } of seeingThrough) {
    const before = rows.get(how)?.causes ?? [];
    rows.set(how, { causes: [...before, ...causes], how, hides });
  }
  return [
    '## What lies behind a cause',
    'A check sees through up to three of these causes: it sends what your receiver expects instead, and tries the rules that the cause left open. Forgeries are made from that. A receiver that accepts genuine messages never gets anything else. `--adapt` selects causes; `--adapt none` turns this off. At a `rate-limit`, a check only sends more slowly.',
    table(
      ['cause', 'what the check sends instead', "what it can't tell before the fix"],
      [...rows.values()].map(({ causes, how, hides }) => [namesOf(causes), plain(how), plain(hides)]),
    ),
    'Other causes hide what lies behind them.',
  ];
}

/** Names that begin alike share the beginning. */
function namesOf(causes) {
  const [first] = causes;
  if (causes.length === 1) return code(first);
  const start = first.slice(0, first.indexOf('-') + 1);
  return `${code(`${start}…`)}: ${causes.map((name) => name.slice(start.length)).join(', ')}`;
}

function sectionOf({ question, experiments }, receivers) {
  const shown = ({ causes, experiment }) => [
    namesOf(causes),
    plain(experiment),
    receivers
      .filter(({ headline }) => causes.includes(headline))
      .map(({ name }) => code(name))
      .join(', '),
  ];
  return [
    `## ${question}`,
    table(['cause', 'what proves it', 'receivers in the self-test'], experiments.map(shown)),
  ];
}
