"use client";

import { UserMinus, UserPlus } from "lucide-react";
import { useState } from "react";
import { teamQuery, teamsQuery } from "#lib/teams/queries";
import type { Member, TeamDetail } from "#lib/teams/schemas";
import { usersQuery } from "#lib/users/queries";
import { FormDialog } from "../forms/form-dialog.tsx";
import { FormError } from "../forms/form-error.tsx";
import { useSubmit } from "../forms/use-submit.tsx";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Field } from "../ui/field.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { Input } from "../ui/input.tsx";
import { toast } from "../ui/notify.tsx";
import { RelativeTime } from "../ui/relative-time.tsx";
import { Select } from "../ui/select.tsx";
import { Table, Td, Th, Tr } from "../ui/table.tsx";

export const TEAM_ROLES = [
  { value: "owner", label: "Owner" },
  { value: "member", label: "Member" },
  { value: "viewer", label: "Viewer" },
];

/** What shows the people of a team. */
function listsOf(slug: string) {
  return [teamQuery(slug).queryKey, teamsQuery.queryKey, usersQuery.queryKey];
}

/** The people of a team; owners change roles, add and remove. */
export function MemberTable({ detail }: { detail: TeamDetail }) {
  const { members, may, row } = detail;
  const [adding, setAdding] = useState(false);
  const submit = useSubmit({ invalidate: listsOf(row.slug) });
  const url = (member: Member) => `/api/teams/${row.slug}/members/${member.userId}`;
  async function remove(member: Member) {
    if (!(await submit.send("DELETE", url(member)))) return;
    const undo = () =>
      void submit.send("POST", `/api/teams/${row.slug}/members`, { email: member.email, role: member.role });
    toast(`${member.displayName} is out of the team`, { action: { label: "Undo", onClick: undo }, duration: 15_000 });
  }
  const add = may.manageMembers && (
    <Button size="sm" icon={<UserPlus aria-hidden />} onClick={() => setAdding(true)}>
      Add person
    </Button>
  );
  return (
    <div className="grid gap-2">
      <div className="flex items-center justify-between gap-2">
        <p className="text-ink-2 text-table">
          Owners add people and see the team's grants. Viewers never get more than sight.
        </p>
        {add}
      </div>
      <FormError message={submit.error} />
      <Card>
        {members.length === 0 ? (
          <EmptyState icon={<UserPlus />} title="Nobody is in this team." action={add} />
        ) : (
          <Table aria-label="Members">
            <thead>
              <tr>
                <Th>Person</Th>
                <Th className="w-40">Role</Th>
                <Th numeric>Since</Th>
                {may.manageMembers && (
                  <Th className="w-12">
                    <span className="sr-only">Actions</span>
                  </Th>
                )}
              </tr>
            </thead>
            <tbody>
              {members.map((member) => (
                <Tr key={member.userId}>
                  <Td>
                    <span className="font-medium">{member.displayName}</span>{" "}
                    {member.status === "suspended" && <Badge tone="degraded">suspended</Badge>}
                    <span className="block text-ink-3 text-small">{member.email}</span>
                  </Td>
                  <Td>
                    {may.manageMembers ? (
                      <Select
                        aria-label={`Role of ${member.displayName}`}
                        value={member.role}
                        onValueChange={(role) => void submit.send("PATCH", url(member), { role })}
                        options={TEAM_ROLES}
                      />
                    ) : (
                      member.role
                    )}
                  </Td>
                  <Td numeric className="align-middle text-ink-3">
                    <RelativeTime at={member.since / 1000} />
                  </Td>
                  {may.manageMembers && (
                    <Td className="align-middle">
                      <IconButton size="sm" label={`Remove ${member.displayName}`} onClick={() => void remove(member)}>
                        <UserMinus aria-hidden />
                      </IconButton>
                    </Td>
                  )}
                </Tr>
              ))}
            </tbody>
          </Table>
        )}
      </Card>
      {adding && <AddMemberDialog slug={row.slug} name={row.name} onClose={() => setAdding(false)} />}
    </div>
  );
}

function AddMemberDialog({ slug, name, onClose }: { slug: string; name: string; onClose: () => void }) {
  const [email, setEmail] = useState("");
  const [role, setRole] = useState("member");
  const submit = useSubmit({
    fields: ["email", "role"],
    invalidate: listsOf(slug),
    onDone: () => {
      toast(`${email} is in ${name}`);
      onClose();
    },
  });
  return (
    <FormDialog
      open
      onOpenChange={onClose}
      title={`Add a person to ${name}`}
      action="Add person"
      busy={submit.busy}
      error={submit.error}
      onSubmit={() => void submit.send("POST", `/api/teams/${slug}/members`, { email, role })}
    >
      <Field label="E-mail" error={submit.errorOf("email")} hint="Of an account that exists">
        {(control) => (
          <Input
            {...control}
            type="email"
            autoComplete="off"
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
        )}
      </Field>
      <Field label="Role" error={submit.errorOf("role")}>
        {(control) => <Select {...control} value={role} onValueChange={setRole} options={TEAM_ROLES} />}
      </Field>
    </FormDialog>
  );
}
