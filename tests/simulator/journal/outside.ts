import { spawnSync } from 'node:child_process';

const program = `
import json, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], timeout=0, isolation_level=None)
rows = []
for statement in sys.argv[2:]:
    rows = connection.execute(statement).fetchall()
print(json.dumps(rows, default=lambda value: value.decode()))
`;

/** The rows of the last of these statements, read with a different SQLite: Python's. */
export function outside(path: string, ...statements: readonly string[]): unknown[][] {
  const { status, stdout, stderr } = spawnSync('python3', ['-c', program, path, ...statements], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr.trim().split('\n').at(-1));
  return JSON.parse(stdout);
}
