"use client";

import { Stethoscope } from "lucide-react";
import { useState } from "react";
import type { ClusterDiagnosis } from "#lib/clusters/schemas";
import { FormError } from "../forms/form-error.tsx";
import { useSubmit } from "../forms/use-submit.tsx";
import { Button } from "../ui/button.tsx";
import { Card, CardSection } from "../ui/card.tsx";
import { useNow } from "../ui/now.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { DiagnosisList } from "./diagnosis-list.tsx";
import { PermissionTable } from "./permission-table.tsx";

/** A diagnosis that began so long ago and has no end was cut off by a restart. */
const CUT_OFF_MS = 120_000;

export type DiagnosisCardProps = { slug: string; diagnosis: ClusterDiagnosis | undefined; paused: boolean };

/** The last diagnosis of a cluster, running or done, and the button that starts a new one. */
export function DiagnosisCard({ slug, diagnosis, paused }: DiagnosisCardProps) {
  const submit = useSubmit<ClusterDiagnosis>();
  const [rights, setRights] = useState(false);
  const now = useNow();
  const open = diagnosis !== undefined && diagnosis.finishedAt === undefined && now - diagnosis.startedAt < CUT_OFF_MS;
  const running = submit.busy || open;
  return (
    <Card>
      <CardSection
        title={<Title diagnosis={diagnosis} />}
        actions={
          <Button
            size="sm"
            icon={<Stethoscope aria-hidden />}
            busy={running}
            disabled={paused}
            onClick={() => void submit.send("POST", `/api/clusters/${slug}/diagnose`)}
          >
            {running ? "Diagnosing" : "Diagnose now"}
          </Button>
        }
      >
        <FormError message={submit.error} />
        {diagnosis === undefined ? (
          <p className="text-ink-2 text-table">
            Not diagnosed yet. A diagnosis tries what the credential can do and changes nothing.
          </p>
        ) : (
          <DiagnosisList diagnosis={diagnosis} running={running} />
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
