"use client";

import { useQuery } from "@tanstack/react-query";
import { MoreHorizontal, Pencil, Plus, Trash2 } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useQueryStates } from "nuqs";
import { useState } from "react";
import { GrantTable } from "#components/access/grant-table";
import { LOOK_AGAIN } from "#components/access/look-again";
import { MemberTable } from "#components/access/member-table";
import { EditTeamDialog } from "#components/access/team-form";
import { useSubmit } from "#components/forms/use-submit";
import { ListSkeleton } from "#components/layout/list-skeleton";
import { Page } from "#components/layout/page";
import { PageHeader } from "#components/layout/page-header";
import { QueryState } from "#components/layout/query-state";
import { Trail } from "#components/layout/trail";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { ConfirmDialog } from "#components/ui/confirm-dialog";
import { DropdownMenu, MenuItem, MenuSeparator } from "#components/ui/dropdown-menu";
import { IconButton } from "#components/ui/icon-button";
import { toast } from "#components/ui/notify";
import { type Tab, TabPanel, Tabs } from "#components/ui/tabs";
import { count } from "#lib/clusters/format";
import { grantsQuery } from "#lib/grants/queries";
import { teamQuery, teamsQuery } from "#lib/teams/queries";
import type { TeamDetail } from "#lib/teams/schemas";
import { usersQuery } from "#lib/users/queries";
import { TEAM_PARAMS } from "./search-params.ts";

/** One team: its people, and what they reach through it. */
export function TeamView({ slug }: { slug: string }) {
  const result = useQuery({ ...teamQuery(slug), ...LOOK_AGAIN });
  return (
    <QueryState result={result} skeleton={<ListSkeleton />}>
      {(detail) => <Team detail={detail} />}
    </QueryState>
  );
}

function Team({ detail }: { detail: TeamDetail }) {
  const { row, may, members } = detail;
  const [{ tab }, setParams] = useQueryStates(TEAM_PARAMS);
  const tabs: Tab<"members" | "grants">[] = [{ value: "members", label: "Members", count: members.length }];
  if (may.viewGrants) tabs.push({ value: "grants", label: "Grants", count: row.activeGrants });
  return (
    <Page>
      <Trail steps={[{ label: "Teams", href: "/access/teams" }]} />
      <PageHeader
        title={row.name}
        detail={
          <span className="inline-flex items-center gap-2">
            <code className="mono">{row.slug}</code>
            {row.costCentre && <span>{row.costCentre}</span>}
            {row.endingGrants > 0 && (
              <Badge tone="degraded">{count(row.endingGrants, "grant")} ending within a week</Badge>
            )}
          </span>
        }
        description={row.description}
        actions={may.manage && <TeamActions detail={detail} />}
      />
      <Tabs
        tabs={tabs}
        value={may.viewGrants ? tab : "members"}
        onValueChange={(next) => void setParams({ tab: next })}
        label={`Parts of ${row.name}`}
      >
        <TabPanel value="members">
          <MemberTable detail={detail} />
        </TabPanel>
        <TabPanel value="grants">
          <TeamGrants slug={row.slug} manage={may.manage} />
        </TabPanel>
      </Tabs>
    </Page>
  );
}

function TeamGrants({ slug, manage }: { slug: string; manage: boolean }) {
  const result = useQuery({ ...grantsQuery({ team: slug }), ...LOOK_AGAIN });
  const create = manage && (
    <Button size="sm" asChild>
      <Link href={`/access/grants?new=true&team=${slug}`}>
        <Plus aria-hidden />
        Grant access
      </Link>
    </Button>
  );
  return (
    <QueryState result={result} skeleton={<ListSkeleton />}>
      {(list) => <GrantTable list={list} create={create} urlPrefix="g" />}
    </QueryState>
  );
}

function TeamActions({ detail }: { detail: TeamDetail }) {
  const [open, setOpen] = useState<"edit" | "delete">();
  const close = () => setOpen(undefined);
  return (
    <>
      <Button asChild>
        <Link href={`/access/grants?new=true&team=${detail.row.slug}`}>Grant access</Link>
      </Button>
      <DropdownMenu
        align="end"
        trigger={
          <IconButton label="More actions" className="border border-line-strong">
            <MoreHorizontal aria-hidden />
          </IconButton>
        }
      >
        <MenuItem icon={<Pencil aria-hidden />} onSelect={() => setOpen("edit")}>
          Edit details
        </MenuItem>
        <MenuSeparator />
        <MenuItem danger icon={<Trash2 aria-hidden />} onSelect={() => setOpen("delete")}>
          Delete team
        </MenuItem>
      </DropdownMenu>
      {open === "edit" && <EditTeamDialog detail={detail} onClose={close} />}
      <DeleteDialog detail={detail} open={open === "delete"} onClose={close} />
    </>
  );
}

function DeleteDialog({ detail, open, onClose }: { detail: TeamDetail; open: boolean; onClose: () => void }) {
  const router = useRouter();
  const { slug, name, members, activeGrants } = detail.row;
  const submit = useSubmit({
    invalidate: [teamsQuery.queryKey, ["grants"], usersQuery.queryKey],
    onDone: () => {
      toast(`${name} is deleted`);
      router.push("/access/teams");
    },
  });
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onClose}
      title={`Delete ${name}?`}
      action={`Delete ${name}`}
      typeName={slug}
      busy={submit.busy}
      error={submit.error}
      onConfirm={() => void submit.send("DELETE", `/api/teams/${slug}`, { confirm: slug })}
    >
      <p>
        {members} {members === 1 ? "person loses" : "people lose"} what they see through it, at once. {activeGrants}{" "}
        {activeGrants === 1 ? "grant is" : "grants are"} lost. What runs in the clusters is not touched.
      </p>
    </ConfirmDialog>
  );
}
