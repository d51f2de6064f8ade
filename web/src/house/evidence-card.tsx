// One piece of evidence: what it is, where it comes from, what it says.
import type { ReactNode } from 'react';

export function EvidenceCard({ head, side, children }: { head: ReactNode; side?: ReactNode; children: ReactNode }) {
  return (
    <div className="evidence">
      <div className="evidence-head">
        <span className="break">{head}</span>
        <span>{side}</span>
      </div>
      <div className="evidence-body">{children}</div>
    </div>
  );
}
