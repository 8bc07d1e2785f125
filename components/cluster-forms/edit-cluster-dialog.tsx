"use client";

import { useState } from "react";
import { toast } from "#components/ui/notify";
import type { ClusterDetail } from "#lib/clusters/schemas";
import { FormDialog } from "../forms/form-dialog.tsx";
import { useSubmit } from "../forms/use-submit.tsx";
import { PLACE_FIELDS, PlaceFields, type PlaceValues } from "./place-fields.tsx";

export type EditClusterDialogProps = { detail: ClusterDetail; onClose: () => void };

/** Changes what a cluster is called and where it belongs. */
export function EditClusterDialog({ detail, onClose }: EditClusterDialogProps) {
  const { cluster, platform } = detail;
  const [values, setValues] = useState<PlaceValues>({
    displayName: cluster.displayName,
    description: detail.description,
    environment: cluster.environment.slug,
    provider: cluster.provider ?? "",
    region: cluster.region ?? "",
    groups: cluster.groups.map((group) => group.slug),
  });
  const submit = useSubmit({
    fields: PLACE_FIELDS,
    onDone: () => {
      toast("Saved");
      onClose();
    },
  });
  return (
    <FormDialog
      open
      onOpenChange={onClose}
      size="md"
      title={`Edit ${cluster.displayName}`}
      description={
        <>
          The short name <code className="mono">{cluster.slug}</code> stays: links and kubeconfigs hold it.
        </>
      }
      action="Save"
      busy={submit.busy}
      error={submit.error}
      onSubmit={() =>
        void submit.send("PATCH", `/api/clusters/${cluster.slug}`, { ...values, version: platform?.version })
      }
    >
      <div className="grid gap-3.5 sm:grid-cols-2">
        <PlaceFields
          values={values}
          onChange={(change) => setValues({ ...values, ...change })}
          errorOf={submit.errorOf}
        />
      </div>
    </FormDialog>
  );
}
