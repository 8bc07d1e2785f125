"use client";

import { useState } from "react";
import { toast } from "#components/ui/notify";
import { describeSteps } from "#lib/clusters/format";
import { DiagnosisList } from "../cluster-detail/diagnosis-list.tsx";
import { FormDialog } from "../forms/form-dialog.tsx";
import { KubeconfigInput } from "./kubeconfig-input.tsx";
import { useRotation } from "./use-rotation.tsx";

export type RotateDialogProps = { slug: string; name: string; onClose: () => void };

/** First phase of a rotation: the new credential is tried, step by step, before it is used. */
export function RotateDialog({ slug, name, onClose }: RotateDialogProps) {
  const [kubeconfig, setKubeconfig] = useState("");
  const rotation = useRotation(slug, ({ fingerprint, diagnosis }) => {
    const description = `Fingerprint ${fingerprint}. ${describeSteps(diagnosis.steps)}`;
    toast("The new credential is in use", { description });
    onClose();
  });
  return (
    <FormDialog
      open
      onOpenChange={onClose}
      size="md"
      title={`Rotate the credential of ${name}`}
      description="The new credential must reach the same cluster at the same address. It is tried first; the present one is kept until you destroy it."
      action="Try and use it"
      busy={rotation.busy}
      disabled={kubeconfig.trim() === ""}
      error={rotation.error}
      onSubmit={() => rotation.start(kubeconfig)}
    >
      {/* Makes room while it runs, so that the way out stays in sight. */}
      {!rotation.busy && (
        <KubeconfigInput value={kubeconfig} onChange={setKubeconfig} error={rotation.errorOf("kubeconfig")} />
      )}
      {rotation.steps.length > 0 && <DiagnosisList steps={rotation.steps} running={rotation.busy} />}
    </FormDialog>
  );
}
