import { startConsole } from '../../../console/server/start.ts';

const [folder = '', pageFolder = ''] = process.argv.slice(2);
const running = await startConsole({
  folder,
  pageFolder,
  port: 0,
  inboxPort: 0,
  allowHosts: [],
  onInternalError: (sentence) => process.stderr.write(`${sentence}\n`),
});
process.stdout.write(`${running.url}\n`);
