"use client";

import { KeyRound, MoreHorizontal, Pause, Pencil, Play, Stethoscope, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { toast } from "#components/ui/notify";
import { count } from "#lib/clusters/format";
import { clustersQuery } from "#lib/clusters/queries";
import type { ClusterDetail } from "#lib/clusters/schemas";
import { useSubmit } from "../forms/use-submit.tsx";
import { useShortcut } from "../keyboard/use-shortcut.tsx";
import { Button } from "../ui/button.tsx";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { DropdownMenu, MenuItem, MenuSeparator } from "../ui/dropdown-menu.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { EditClusterDialog } from "./edit-cluster-dialog.tsx";
import { RotateDialog } from "./rotate-dialog.tsx";

export type ClusterAction = "edit" | "rotate" | "pause" | "remove";

export type ClusterActionsProps = {
  detail: ClusterDetail;
  /** Which dialog is open. */
  action: ClusterAction | "menu" | undefined;
  onAction: (action: ClusterAction | "menu" | undefined) => void;
  onDiagnose: () => void;
};

/** What a platform engineer can do with a cluster. */
export function ClusterActions({ detail, action, onAction, onDiagnose }: ClusterActionsProps) {
  const { cluster, platform } = detail;
  const paused = cluster.freshness.state === "paused";
  const submit = useSubmit({ onDone: () => toast(`${cluster.displayName} is being connected`) });
  useShortcut({ keys: ".", label: "Actions", group: "This cluster", run: () => onAction("menu") });
  const close = () => onAction(undefined);
  return (
    <>
      {paused ? (
        <Button
          icon={<Play aria-hidden />}
          busy={submit.busy}
          onClick={() => void submit.send("POST", `/api/clusters/${cluster.slug}/resume`)}
        >
          Resume
        </Button>
      ) : (
        <Button icon={<Stethoscope aria-hidden />} onClick={onDiagnose}>
          Diagnose
        </Button>
      )}
      <DropdownMenu
        align="end"
        open={action === "menu"}
        onOpenChange={(open) => onAction(open ? "menu" : undefined)}
        trigger={
          <IconButton label="More actions" className="border border-line-strong">
            <MoreHorizontal aria-hidden />
          </IconButton>
        }
      >
        <MenuItem icon={<Pencil aria-hidden />} onSelect={() => onAction("edit")}>
          Edit details
        </MenuItem>
        {platform?.custody === "sealed" && (
          <MenuItem icon={<KeyRound aria-hidden />} onSelect={() => onAction("rotate")}>
            Rotate credential
          </MenuItem>
        )}
        {!paused && (
          <MenuItem icon={<Pause aria-hidden />} onSelect={() => onAction("pause")}>
            Pause
          </MenuItem>
        )}
        <MenuSeparator />
        <MenuItem danger icon={<Trash2 aria-hidden />} onSelect={() => onAction("remove")}>
          Remove
        </MenuItem>
      </DropdownMenu>
      {action === "edit" && <EditClusterDialog detail={detail} onClose={close} />}
      {action === "rotate" && <RotateDialog slug={cluster.slug} name={cluster.displayName} onClose={close} />}
      <PauseDialog detail={detail} open={action === "pause"} onClose={close} />
      <RemoveDialog detail={detail} open={action === "remove"} onClose={close} />
    </>
  );
}

type DialogProps = { detail: ClusterDetail; open: boolean; onClose: () => void };

function PauseDialog({ detail, open, onClose }: DialogProps) {
  const { slug, displayName } = detail.cluster;
  const submit = useSubmit({
    onDone: () => {
      toast(`${displayName} is paused`);
      onClose();
    },
  });
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onClose}
      title={`Pause ${displayName}?`}
      action={`Pause ${displayName}`}
      danger={false}
      busy={submit.busy}
      error={submit.error}
      onConfirm={() => void submit.send("POST", `/api/clusters/${slug}/pause`)}
    >
      Wheelhouse closes its connection. Everybody sees what the cluster last said, marked as paused, until it is
      resumed. Its record, credential and grants stay.
    </ConfirmDialog>
  );
}

function RemoveDialog({ detail, open, onClose }: DialogProps) {
  const router = useRouter();
  const { slug, displayName } = detail.cluster;
  const own = detail.platform?.grants.filter((grant) => grant.via === "cluster").length ?? 0;
  const submit = useSubmit({
    invalidate: [clustersQuery().queryKey],
    onDone: () => {
      toast(`${displayName} is removed`);
      router.push("/clusters");
    },
  });
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onClose}
      title={`Remove ${displayName}?`}
      action={`Remove ${displayName}`}
      typeName={slug}
      busy={submit.busy}
      error={submit.error}
      onConfirm={() => void submit.send("DELETE", `/api/clusters/${slug}`, { confirm: slug })}
    >
      <p>
        {own === 0
          ? "Its record and its stored credential"
          : `Its record, its stored credential and ${count(own, "grant")} on it`}{" "}
        are lost. Grants on groups and environments stay. The cluster itself is not touched.
      </p>
    </ConfirmDialog>
  );
}
