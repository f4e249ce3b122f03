import { transformSync } from 'esbuild';
import type { Language } from '../../../suites/lessons/lesson.ts';
import { type ProgramFile, type Ran, runIn } from './programs.ts';

/** A piece of code, named after its lesson and side. */
export interface Piece {
  readonly name: string;
  readonly code: string;
}

type Check = (pieces: readonly Piece[]) => string;

/** The errors of each language's parser about the pieces, empty if there are none; undefined names are not an error. */
export const syntaxProblems: Readonly<Record<Language, Check>> = {
  ts: (pieces) => pieces.map(typeScriptProblem).join(''),
  py: (pieces) =>
    problemsOf(
      runIn(
        filesOf(pieces, 'py', (code) => code),
        [
          'python3',
          '-c',
          'import ast, glob\nfor name in glob.glob("*.py"): ast.parse(open(name, encoding="utf-8").read(), name)',
        ],
      ),
    ),
  php: (pieces) =>
    filesOf(pieces, 'php', (code) => `<?php\n${code}\n`)
      .map((file) => problemsOf(runIn([file], ['php', '-d', 'display_errors=stderr', '-l', file.name])))
      .join(''),
  java: (pieces) => {
    const files = filesOf(pieces, 'java', (code) => `class Lesson {\n${code}\n}\n`);
    const parser = { name: 'Parse.java', text: javaParser };
    return problemsOf(runIn([...files, parser], ['java', 'Parse.java', ...files.map(({ name }) => name)]));
  },
  // Listed files are not formatted as Go programs are.
  go: (pieces) => {
    const files = filesOf(pieces, 'go', (code) => `package lesson\n\n${code}\n`);
    const { stdout, ...ran } = runIn(files, ['gofmt', '-e', '-l', '.']);
    return problemsOf({ ...ran, stdout }) + stdout;
  },
};

function filesOf(pieces: readonly Piece[], ending: string, whole: (code: string) => string): ProgramFile[] {
  return pieces.map(({ name, code }) => ({ name: `${name}.${ending}`, text: whole(code) }));
}

function problemsOf({ exitCode, stdout, stderr }: Ran): string {
  return exitCode === 0 ? '' : `${stdout}${stderr}`;
}

/** Parts of a function may return and await. */
function typeScriptProblem({ name, code }: Piece): string {
  const lines = code.split('\n');
  const imports = lines.filter((line) => line.startsWith('import '));
  const rest = lines.filter((line) => !line.startsWith('import '));
  const whole = [...imports, 'async function lesson() {', ...rest, '}'].join('\n');
  try {
    transformSync(whole, { loader: 'ts' });
    return '';
  } catch (error) {
    return `${name}: ${error}`;
  }
}

const javaParser = `
import com.sun.source.util.JavacTask;
import java.util.List;
import javax.tools.*;

class Parse {
    public static void main(String[] names) throws Exception {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        var problems = new DiagnosticCollector<JavaFileObject>();
        var files = compiler.getStandardFileManager(problems, null, null);
        var task = compiler.getTask(null, files, problems, null, null, files.getJavaFileObjects(names));
        ((JavacTask) task).parse().forEach(unit -> {});
        problems.getDiagnostics().forEach(System.err::println);
        System.exit(problems.getDiagnostics().isEmpty() ? 0 : 1);
    }
}
`;
