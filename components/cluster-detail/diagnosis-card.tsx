"use client";

import { Stethoscope, X } from "lucide-react";
import { useRef, useState } from "react";
import type { ClusterDiagnosis } from "#lib/clusters/schemas";
import type { DiagnosisRun } from "../cluster-forms/use-diagnosis.tsx";
import { FormError } from "../forms/form-error.tsx";
import { Button } from "../ui/button.tsx";
import { Card, CardSection } from "../ui/card.tsx";
import { useNow } from "../ui/now.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { DiagnosisList } from "./diagnosis-list.tsx";
import { PermissionTable } from "./permission-table.tsx";

/** A diagnosis that began so long ago and has no end was cut off by a restart. */
const CUT_OFF_MS = 120_000;

export type DiagnosisCardProps = { run: DiagnosisRun; diagnosis: ClusterDiagnosis | undefined; paused: boolean };

/** The last diagnosis of a cluster, running or done, and the button that starts a new one or ends one's own. */
export function DiagnosisCard({ run, diagnosis, paused }: DiagnosisCardProps) {
  const [rights, setRights] = useState(false);
  const again = useRef<HTMLButtonElement>(null);
  const now = useNow();
  const open = diagnosis !== undefined && diagnosis.finishedAt === undefined && now - diagnosis.startedAt < CUT_OFF_MS;
  const running = run.running || open;
  function cancel() {
    run.cancel();
    // The button that was pressed goes away.
    again.current?.focus();
  }
  return (
    <Card>
      <CardSection
        title={<Title diagnosis={diagnosis} />}
        actions={
          <span className="inline-flex gap-2">
            {run.running && (
              <Button size="sm" icon={<X aria-hidden />} onClick={cancel}>
                Cancel
              </Button>
            )}
            <Button
              ref={again}
              size="sm"
              icon={<Stethoscope aria-hidden />}
              busy={running}
              disabled={paused}
              onClick={run.start}
            >
              {running ? "Diagnosing" : "Diagnose now"}
            </Button>
          </span>
        }
      >
        <FormError message={run.error} />
        {diagnosis === undefined ? (
          <p className="text-ink-2 text-table">
            Not diagnosed yet. A diagnosis tries what the credential can do and changes nothing.
          </p>
        ) : (
          <DiagnosisList steps={diagnosis.steps} running={running} />
        )}
      </CardSection>
      {diagnosis !== undefined && diagnosis.permissions.length > 0 && (
        <CardSection
          title="Rights of the credential"
          actions={
            <Button size="sm" variant="ghost" aria-expanded={rights} onClick={() => setRights(!rights)}>
              {rights ? "Hide" : `Show ${diagnosis.permissions.length}`}
            </Button>
          }
        >
          {rights && <PermissionTable permissions={diagnosis.permissions} />}
        </CardSection>
      )}
    </Card>
  );
}

function Title({ diagnosis }: { diagnosis: ClusterDiagnosis | undefined }) {
  return (
    <>
      Diagnosis
      {diagnosis?.finishedAt !== undefined && (
        <RelativeTime
          at={diagnosis.finishedAt / 1000}
          suffix="ago"
          className="ml-2 font-normal text-ink-3 text-small"
        />
      )}
    </>
  );
}
