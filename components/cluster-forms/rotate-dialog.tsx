"use client";

import { useState } from "react";
import { toast } from "#components/ui/notify";
import { FormDialog } from "../forms/form-dialog.tsx";
import { useSubmit } from "../forms/use-submit.tsx";
import { KubeconfigInput } from "./kubeconfig-input.tsx";

export type RotateDialogProps = { slug: string; name: string; onClose: () => void };

/** First phase of a rotation: the new credential is tried before it is used. */
export function RotateDialog({ slug, name, onClose }: RotateDialogProps) {
  const [kubeconfig, setKubeconfig] = useState("");
  const submit = useSubmit<{ fingerprint: string }>({
    onDone: ({ fingerprint }) => {
      toast("The new credential is in use", { description: `Fingerprint ${fingerprint}` });
      onClose();
    },
  });
  return (
    <FormDialog
      open
      onOpenChange={onClose}
      size="md"
      title={`Rotate the credential of ${name}`}
      description="The new credential must reach the same cluster at the same address. It is tried first; the present one is kept until you destroy it."
      action="Try and use it"
      busy={submit.busy}
      disabled={kubeconfig.trim() === ""}
      error={submit.error}
      onSubmit={() => void submit.send("POST", `/api/clusters/${slug}/credential`, { kubeconfig })}
    >
      <KubeconfigInput value={kubeconfig} onChange={setKubeconfig} error={submit.errorOf("kubeconfig")} />
    </FormDialog>
  );
}
