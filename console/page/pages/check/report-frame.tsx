import { useEffect, useState } from 'preact/hooks';
import { api } from '../../api.ts';
import { Loaded } from '../../parts/loaded.tsx';
import { useResource } from '../../parts/use-resource.ts';
import './report-frame.css';

/** The HTML report of a check, with this rule open. */
export function ReportFrame({ id, rule }: { id: string; rule: string | null }) {
  const report = useResource(`report ${id}`, async () => {
    const answer = await api.checks[':id'].report[':format'].$get({ param: { id, format: 'html' } });
    return answer.text();
  });
  return (
    <Loaded resource={report} what="the report">
      {(html) => <Frame html={html} rule={rule} />}
    </Loaded>
  );
}

/** It has no origin: it reaches neither the console nor its session. A blob has an address, which links in it need. */
function Frame({ html, rule }: { html: string; rule: string | null }) {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    const blob = URL.createObjectURL(new Blob([html], { type: 'text/html' }));
    setAddress(rule === null ? blob : `${blob}#${encodeURIComponent(rule)}`);
    return () => URL.revokeObjectURL(blob);
  }, [html, rule]);
  return <iframe class="report-frame" title="Report" sandbox="allow-scripts" src={address} />;
}
