const realTime = 'tests/real-time/';

/** The failed tests that may run once more: real sockets, processes and clocks can fail by luck. A test elsewhere is never repeated. */
export function repeatable(failures) {
  return failures.filter(({ file }) => file.startsWith(realTime));
}

/** The step that runs only this test. */
export function stepOf({ title, command, args, counted }, { project, file, names }) {
  const pattern = `^${names.join(' ').replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`;
  const only = [...(project ? ['--project', project] : []), file, '-t', pattern];
  return { title: `${title}: once more, alone`, command, args: [...args, ...only], counted };
}

export function nameOf({ file, names }) {
  return [file, ...names].join(' > ');
}
