import { didChange, type IdentityFacts, type Noted, newDidReport } from '../../runner/rule-kit.ts';
import { wrongMessages, wrongReports } from './wrong-shapes.ts';

/** Messages that no receiver can apply. */
export function nonsense(facts: IdentityFacts): Noted {
  const reports = wrongReports.map(
    ({ what, make }) => [`a did_change report ${what}`, didChange(facts, { dids: 2 }).map(make)] as const,
  );
  return [...wrongMessages, ...reports];
}

/** Of these, the reports that name this PBX, each newer than the one before. */
export function nonsenseAbout(facts: IdentityFacts, sn: string): Noted {
  const reports = wrongReports.filter(({ namesPbx }) => namesPbx);
  return reports.map(({ what, make }, n) => {
    const report = make(newDidReport(facts, { sn, offset: n + 1 }));
    return [`a did_change report ${what}`, [report]];
  });
}
