import type { SavedReportFormat } from '../../../server/api/types.ts';
import { api } from '../../api.ts';
import { SaveButton } from '../../parts/save-button.tsx';

const formats: readonly { format: SavedReportFormat; name: string; use: string }[] = [
  { format: 'html', name: 'HTML', use: 'a page for people' },
  { format: 'markdown', name: 'Markdown', use: 'for a ticket or a pull request' },
  { format: 'json', name: 'JSON', use: 'the whole report' },
  { format: 'junit', name: 'JUnit', use: 'for CI' },
  { format: 'ctrf', name: 'CTRF', use: 'for test dashboards' },
  { format: 'har', name: 'HAR', use: 'the traffic, for browser developer tools' },
];

/** The report as a file, in each format. */
export function Exports({ id }: { id: string }) {
  return (
    <nav class="exports" aria-label="The report as a file">
      <span class="muted">Report as</span>
      {formats.map(({ format, name, use }) => (
        <SaveButton
          key={format}
          class="quiet"
          load={() => api.checks[':id'].report[':format'].$get({ param: { id, format } })}
          title={use}
        >
          {name}
        </SaveButton>
      ))}
    </nav>
  );
}
