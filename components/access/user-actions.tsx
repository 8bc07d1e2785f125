"use client";

import { KeyRound, LogOut, MoreHorizontal, UserCheck, UserCog, UserX } from "lucide-react";
import { useState } from "react";
import { usersQuery } from "#lib/users/queries";
import type { UserRow } from "#lib/users/schemas";
import { useSubmit } from "../forms/use-submit.tsx";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { DropdownMenu, MenuItem, MenuSeparator } from "../ui/dropdown-menu.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { toast } from "../ui/notify.tsx";
import { PasswordDialog } from "./password-dialog.tsx";
import { RoleDialog } from "./role-dialog.tsx";

type Question = "suspend" | "password" | "sign-out";

/** What a platform engineer can do with an account. */
export function UserActions({ row }: { row: UserRow }) {
  const [question, setQuestion] = useState<Question>();
  const [role, setRole] = useState(false);
  const [account, setAccount] = useState<{ email: string; password: string }>();
  const reactivate = useSubmit({
    invalidate: [usersQuery.queryKey],
    onDone: () => toast(`${row.displayName} can sign in again`),
  });
  const local = row.issuers.includes("local");
  return (
    <>
      <DropdownMenu
        align="end"
        trigger={
          <IconButton label={`Actions for ${row.displayName}`} size="sm">
            <MoreHorizontal aria-hidden />
          </IconButton>
        }
      >
        {!row.self && (
          <MenuItem icon={<UserCog aria-hidden />} onSelect={() => setRole(true)}>
            Change the portal role
          </MenuItem>
        )}
        {local && (
          <MenuItem icon={<KeyRound aria-hidden />} onSelect={() => setQuestion("password")}>
            New password
          </MenuItem>
        )}
        <MenuItem icon={<LogOut aria-hidden />} onSelect={() => setQuestion("sign-out")}>
          Sign out everywhere
        </MenuItem>
        {!row.self && <MenuSeparator />}
        {!row.self && row.status === "active" && (
          <MenuItem danger icon={<UserX aria-hidden />} onSelect={() => setQuestion("suspend")}>
            Suspend
          </MenuItem>
        )}
        {row.status === "suspended" && (
          <MenuItem
            icon={<UserCheck aria-hidden />}
            onSelect={() => void reactivate.send("POST", `/api/users/${row.id}/reactivate`)}
          >
            Reactivate
          </MenuItem>
        )}
      </DropdownMenu>
      {role && <RoleDialog row={row} onClose={() => setRole(false)} />}
      {question && <Ask row={row} question={question} onClose={() => setQuestion(undefined)} onAccount={setAccount} />}
      {account && <PasswordDialog account={account} onClose={() => setAccount(undefined)} />}
    </>
  );
}

const TEXTS: Record<
  Question,
  { title: (name: string) => string; action: string; body: string; path: string; done: string }
> = {
  suspend: {
    title: (name) => `Suspend ${name}?`,
    action: "Suspend",
    body: "Sessions end within a second and signing in stops. Teams and grants stay for a return.",
    path: "suspend",
    done: "The account is suspended",
  },
  password: {
    title: (name) => `New password for ${name}?`,
    action: "Make a new password",
    body: "The present password stops working and all sessions end. The new one is shown once.",
    path: "password",
    done: "The password is new",
  },
  "sign-out": {
    title: (name) => `Sign ${name} out everywhere?`,
    action: "Sign out everywhere",
    body: "All sessions end within a second. The person can sign in again.",
    path: "sign-out",
    done: "All sessions are over",
  },
};

type AskProps = {
  row: UserRow;
  question: Question;
  onClose: () => void;
  onAccount: (account: { email: string; password: string }) => void;
};

function Ask({ row, question, onClose, onAccount }: AskProps) {
  const text = TEXTS[question];
  const submit = useSubmit<{ email: string; password: string } | undefined>({
    invalidate: [usersQuery.queryKey],
    onDone: (answer) => {
      toast(text.done);
      if (question === "password" && answer) onAccount(answer);
      onClose();
    },
  });
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={text.title(row.displayName)}
      action={text.action}
      danger={question === "suspend"}
      busy={submit.busy}
      error={submit.error}
      onConfirm={() => void submit.send("POST", `/api/users/${row.id}/${text.path}`)}
    >
      {text.body}
    </ConfirmDialog>
  );
}
