import { openBrowser } from '../../../../console/server/opening/open-browser.ts';
import { renderReport } from '../../../../reports/index.ts';
import type { Report } from '../../../../schemas/index.ts';
import { requirements } from '../../../../suites/requirements.ts';
import { colorsFor } from '../../../../text/terminal/colors.ts';
import { clearLine } from '../../../../text/terminal/terminal-text.ts';
import { oneLine } from '../../../../text/terminal/visible.ts';
import { count } from '../../../../text/words/count.ts';
import { type Io, textWidth } from '../../../shared/io.ts';
import { reportPage } from './report-page.ts';
import { promptLine, type RulePrompt } from './rule-prompt.ts';

const keys = 'a all · f failed · r one rule · o open the report · q quit';
const maxNamed = 3;

/** What `--watch` shows between checks. */
export interface WatchScreen {
  heading(line: string): void;
  idle(restless: readonly string[]): void;
  /** The result of the last check, if the receiver couldn't be checked now. */
  lastResult(last: Report | undefined): void;
  prompt(prompt: RulePrompt | undefined, ids: readonly string[]): void;
  open(last: Report | undefined): void;
  close(): void;
}

/** Shows it on this stream. Without keys, only Ctrl-C ends a watch. */
export function watchScreen(people: Io['stdout'], env: NodeJS.ProcessEnv, hasKeys: boolean): WatchScreen {
  const { bold, dim } = colorsFor(people, env);
  const page = reportPage();
  const print = (line: string) => void people.write(`${line}\n`);
  return {
    heading: (line) => print(`\n${bold(oneLine(line))}`),
    idle(restless) {
      if (restless.length > 0)
        print(
          `${named(restless)} changed during several checks in a row, so it no longer stops one. If your receiver writes it, add it to .gitignore.`,
        );
      print(dim(`\nWatching for changes${hasKeys ? `: ${keys}` : '. Stop with Ctrl-C.'}`));
    },
    lastResult(last) {
      const failed = last?.results.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id) ?? [];
      if (last)
        print(
          `In the check before: ${failed.length === 0 ? 'no rule failed' : `${count(failed.length, 'rule')} failed (${named(failed)})`}`,
        );
    },
    prompt: (prompt, ids) =>
      void people.write(`${clearLine()}${prompt ? promptLine(prompt, ids, textWidth(people)) : ''}`),
    open(last) {
      if (last === undefined) return print('There is no report yet.');
      const html = renderReport('html', last, { sentences: requirements });
      const path = page.write(html);
      print(`The report is in ${oneLine(path)} until you quit.`);
      // Other tools use this value too: where nobody is watching, no browser may start.
      if (env.BROWSER !== 'none') openBrowser(path);
    },
    close: page.remove,
  };
}

function named(names: readonly string[]): string {
  const rest = names.length - maxNamed;
  const first = names.slice(0, maxNamed).map(oneLine).join(', ');
  return rest <= 0 ? first : `${first} and ${rest} more`;
}
