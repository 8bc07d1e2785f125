"use client";

import { useQueryClient } from "@tanstack/react-query";
import { CalendarClock, MoreHorizontal, Undo2 } from "lucide-react";
import { useState } from "react";
import type { GrantRow } from "#lib/grants/schemas";
import { sendJson } from "#lib/http/api-client";
import { teamsQuery } from "#lib/teams/queries";
import { messageOf } from "../forms/use-submit.tsx";
import { DropdownMenu, MenuItem } from "../ui/dropdown-menu.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { toast } from "../ui/notify.tsx";
import { ExtendGrantDialog } from "./extend-grant-dialog.tsx";

/** How long the notice with "Undo" stands; the server allows a little more. */
const UNDO_MS = 60_000;

/** What can be done with one grant. Revoking needs no question: it can be undone. */
export function GrantActions({ row }: { row: GrantRow }) {
  const queries = useQueryClient();
  const [extending, setExtending] = useState(false);
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ["grants"] }),
      queries.invalidateQueries({ queryKey: teamsQuery.queryKey }),
    ]);
  async function run(path: string, done: () => void) {
    try {
      await sendJson("POST", `/api/grants/${row.id}/${path}`);
      done();
    } catch (error) {
      toast.error(messageOf(error));
    }
    await refresh();
  }
  const undo = { label: "Undo", onClick: () => void run("restore", () => toast("The grant is back")) };
  const revoke = () =>
    run("revoke", () => {
      const description = `${row.subject.name}: ${row.namespaces.join(", ")} in ${row.target.name}`;
      toast("The grant is revoked", { description, action: undo, duration: UNDO_MS });
    });
  if (row.state === "revoked") return null;
  return (
    <>
      <DropdownMenu
        align="end"
        trigger={
          <IconButton label={`Actions for the grant of ${row.subject.name}`} size="sm">
            <MoreHorizontal aria-hidden />
          </IconButton>
        }
      >
        <MenuItem icon={<CalendarClock aria-hidden />} onSelect={() => setExtending(true)}>
          Change the end
        </MenuItem>
        {row.state !== "expired" && (
          <MenuItem danger icon={<Undo2 aria-hidden />} onSelect={() => void revoke()}>
            Revoke now
          </MenuItem>
        )}
      </DropdownMenu>
      {extending && <ExtendGrantDialog row={row} onClose={() => setExtending(false)} />}
    </>
  );
}
