const maxTextLength = 64 * 1024;

/** What a stack trace of each runtime looks like, also inside HTML or a JSON string. */
const traces: readonly (readonly [runtime: string, pattern: RegExp])[] = [
  ['Node.js', /\bat [^\n]{0,160}?(?:\.[cm]?[jt]sx?|node:[\w/]{1,60}):\d+:\d+/],
  ['Python', /Traceback \(most recent call last\)|File (?:\\?"|&quot;)[^"\n]{1,200}?, line \d+/],
  ['Java', /\bat [\w$.<>]{1,200}\(\w{1,80}\.(?:java|kt|scala|groovy):\d+\)/],
  ['PHP', /#\d+ \S{1,200}\.php\(\d+\)|\bin \S{1,200}\.php(?:<\/b>)?(?::\d+| on line (?:<b>)?\d+)/],
  ['Go', /\bgoroutine \d+ \[[a-z ]{1,40}\]:/],
  [
    '.NET',
    /\bat [\w.<>`]{1,200}\([^)\n]{0,200}\) in [^\n]{1,200}:line \d+|\bat (?:System|Microsoft)\.[\w.]{1,200}\(/,
  ],
  ['Ruby', /\.rb:\d+:in [`']/],
];

/** The runtime whose stack trace this text contains. */
export function stackTraceIn(text: string): string | undefined {
  const start = text.slice(0, maxTextLength).replace(/\\[nt]/g, ' ');
  return traces.find(([, pattern]) => pattern.test(start))?.[0];
}
