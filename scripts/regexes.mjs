// Finds regular expressions that a hostile text can make slow: their cost is more than linear.
import { readFileSync } from 'node:fs';
import { check } from 'recheck';
import ts from 'typescript';

/** These files cut each text and bound each quantifier, which the checker doesn't recognize as linear. A test limits their cost. */
const bounded = new Set(['text/errors/stack-trace.ts']);

// Runs the checker in this process, so that the result is the same on every machine.
process.env.RECHECK_BACKEND = 'pure';
const maxWaitMs = 60_000;
/** Counts steps instead of time, which a busy machine lacks: by default, an expression that takes a second is reported as slow. */
const limits = {
  timeout: maxWaitMs,
  seedingTimeout: maxWaitMs,
  incubationTimeout: maxWaitMs,
  attackTimeout: maxWaitMs,
  attackLimit: 100_000_000,
};

/** `FILE:LINE: what is wrong` for each expression in these files that isn't known to be linear. */
export async function findSlowRegexes(files) {
  const known = new Map();
  const problems = [];
  for (const file of files.filter((name) => !bounded.has(name))) {
    for (const { line, source, flags } of regexesIn(file)) {
      const key = `/${source}/${flags}`;
      if (source === undefined)
        problems.push(`${file}:${line}: write the expression as a literal, so that it can be checked`);
      else if (!known.has(key)) known.set(key, await problemOf(source, flags));
      const problem = known.get(key);
      if (problem !== undefined) problems.push(`${file}:${line}: ${key} ${problem}`);
    }
  }
  return problems;
}

async function problemOf(source, flags) {
  const { status, complexity, attack, error } = await check(source, flags, limits);
  if (status === 'safe') return undefined;
  if (status === 'unknown') return `cannot be checked (${error.kind}): make it simpler`;
  return `is ${complexity.summary} for ${attack.pattern}: make it linear`;
}

function regexesIn(file) {
  const text = readFileSync(file, 'utf8');
  return file.endsWith('.json') ? patternsIn(text) : literalsIn(file, text);
}

function literalsIn(file, text) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found = [];
  const visit = (node) => {
    const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      found.push({ line, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
    } else if (
      (ts.isNewExpression(node) || ts.isCallExpression(node)) &&
      node.expression.getText(source) === 'RegExp'
    ) {
      found.push({ line });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The patterns in a JSON Schema, which Ajv compiles with the flag `u`. */
function patternsIn(text) {
  const found = [];
  JSON.parse(text, (key, value) => {
    if (key === 'pattern' && typeof value === 'string') found.push({ line: 1, source: value, flags: 'u' });
    return value;
  });
  return found;
}
