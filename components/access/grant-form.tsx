"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { systemClock } from "#lib/core/clock";
import { type ExpiryPreset, presetEnd, ROLE_SENTENCES, splitNamespaces } from "#lib/grants/format";
import { grantChoicesQuery } from "#lib/grants/queries";
import type { GrantChoices, GrantRow } from "#lib/grants/schemas";
import { FormDialog } from "../forms/form-dialog.tsx";
import { useSubmit } from "../forms/use-submit.tsx";
import { Field } from "../ui/field.tsx";
import { Input } from "../ui/input.tsx";
import { toast } from "../ui/notify.tsx";
import { Select } from "../ui/select.tsx";
import { Skeleton } from "../ui/skeleton.tsx";
import { ExpiryChoice } from "./expiry-choice.tsx";
import { GrantPreviewPanel } from "./grant-preview.tsx";
import { PartSelect } from "./part-select.tsx";

const FIELDS = ["subject", "target", "namespaces", "role", "reason", "expiresAt"];
const ROLES: GrantRow["role"][] = ["viewer", "developer", "maintainer", "platform", "manager"];

export type GrantFormProps = {
  /** Short names of what is chosen already. */
  team?: string;
  cluster?: string;
  onClose: () => void;
};

/** Grants access, and shows what the grant would reach before it is saved. */
export function CreateGrantDialog(props: GrantFormProps) {
  const { data: choices } = useQuery(grantChoicesQuery);
  if (choices === undefined) {
    return (
      <FormDialog
        open
        onOpenChange={props.onClose}
        title="Grant access"
        action="Grant access"
        disabled
        size="lg"
        onSubmit={() => undefined}
      >
        <Skeleton className="h-64 w-full" />
      </FormDialog>
    );
  }
  return <GrantForm {...props} choices={choices} />;
}

function GrantForm({ team, cluster, choices, onClose }: GrantFormProps & { choices: GrantChoices }) {
  const firstTeam = choices.teams.find((item) => item.slug === team) ?? choices.teams[0];
  const chosen = choices.clusters.find((item) => item.slug === cluster);
  const firstPlace = choices.environments[0];
  const [subject, setSubject] = useState(`team ${firstTeam?.id ?? ""}`);
  const [target, setTarget] = useState(chosen ? `cluster ${chosen.id}` : `environment ${firstPlace?.id ?? ""}`);
  const [names, setNames] = useState("");
  const [role, setRole] = useState<GrantRow["role"]>("developer");
  const [preset, setPreset] = useState<ExpiryPreset>("none");
  const [reason, setReason] = useState("");
  const submit = useSubmit({
    fields: FIELDS,
    invalidate: [["grants"], ["teams"]],
    onDone: () => {
      toast("Access is granted", { description: "It counts from now on." });
      onClose();
    },
  });
  const namespaces = splitNamespaces(names);
  const grant = { subject: partOf(subject), target: partOf(target), namespaces, role };
  function send() {
    void submit.send("POST", "/api/grants", { ...grant, reason, expiresAt: presetEnd(preset, systemClock.now()) });
  }
  return (
    <FormDialog
      open
      onOpenChange={onClose}
      size="lg"
      title="Grant access"
      action="Grant access"
      busy={submit.busy}
      error={submit.error}
      onSubmit={send}
    >
      <div className="grid gap-5 md:grid-cols-2">
        <div className="grid content-start gap-3.5">
          <PartSelect
            label="Who"
            value={subject}
            onChange={setSubject}
            error={submit.errorOf("subject")}
            groups={[
              { kind: "team", label: "Teams", items: choices.teams },
              { kind: "user", label: "People", items: choices.users },
            ]}
          />
          <PartSelect
            label="Where"
            value={target}
            onChange={setTarget}
            error={submit.errorOf("target")}
            groups={[
              { kind: "environment", label: "Environments", items: choices.environments },
              { kind: "cluster-group", label: "Groups", items: choices.groups },
              { kind: "cluster", label: "Clusters", items: choices.clusters },
            ]}
          />
          <Field
            label="Namespaces"
            error={submit.errorOf("namespaces")}
            hint="Names or patterns, separated by spaces; * stands for any characters"
          >
            {(control) => (
              <Input
                {...control}
                className="mono"
                placeholder="pay-* ledger"
                value={names}
                onChange={(event) => setNames(event.currentTarget.value)}
              />
            )}
          </Field>
          <Field label="Role" error={submit.errorOf("role")} hint={ROLE_SENTENCES[role]}>
            {(control) => (
              <Select
                {...control}
                value={role}
                onValueChange={(next) => setRole(next as GrantRow["role"])}
                options={ROLES.map((value) => ({ value, label: value }))}
              />
            )}
          </Field>
          <ExpiryChoice value={preset} onChange={setPreset} error={submit.errorOf("expiresAt")} />
          <Field label="Reason" error={submit.errorOf("reason")} hint="For whoever asks later why this exists">
            {(control) => (
              <Input {...control} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
            )}
          </Field>
        </div>
        <GrantPreviewPanel grant={grant} />
      </div>
    </FormDialog>
  );
}

/** `team <id>` as the API takes it. */
function partOf(value: string): { kind: string; id: string } {
  const [kind = "", id = ""] = value.split(" ");
  return { kind, id };
}
