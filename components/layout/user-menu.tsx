"use client";

import { ChevronsUpDown, CircleUser, Keyboard, LogOut } from "lucide-react";
import { useRouter } from "next/navigation";
import { DropdownMenu, MenuItem, MenuLabel, MenuSeparator } from "../ui/dropdown-menu.tsx";
import { PORTAL_ROLE_WORD } from "./portal-role-word.ts";
import { useSignOut } from "./use-sign-out.tsx";
import type { Viewer } from "./viewer.tsx";

/** Event that opens the keyboard help, from wherever. */
export const KEYBOARD_HELP = "wheelhouse:keyboard-help";

export function UserMenu({ viewer, onNavigate }: { viewer: Viewer; onNavigate?: () => void }) {
  const router = useRouter();
  const signOut = useSignOut();
  return (
    <DropdownMenu
      className="w-52"
      trigger={
        <button
          type="button"
          className="flex w-full items-center gap-2.5 rounded-md px-2 py-1.5 text-left text-small transition-colors duration-120 hover:bg-hover"
        >
          <span
            aria-hidden
            className="inline-flex size-[26px] shrink-0 items-center justify-center rounded-full bg-accent-soft font-semibold text-accent text-micro"
          >
            {initials(viewer.displayName)}
          </span>
          <span className="min-w-0 flex-1">
            <span className="block truncate text-ink-2">{viewer.email}</span>
            <span className="block truncate text-ink-3">
              {viewer.teams.length === 1 ? `${viewer.teams[0]?.name} · ` : ""}
              {PORTAL_ROLE_WORD[viewer.portalRole].toLowerCase()}
            </span>
          </span>
          <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-ink-3" />
        </button>
      }
    >
      <MenuLabel>
        {viewer.displayName} · {PORTAL_ROLE_WORD[viewer.portalRole]}
      </MenuLabel>
      <MenuSeparator />
      <MenuItem
        icon={<CircleUser aria-hidden />}
        onSelect={() => {
          onNavigate?.();
          router.push("/account");
        }}
      >
        Your account
      </MenuItem>
      <MenuItem
        icon={<Keyboard aria-hidden />}
        detail="?"
        onSelect={() => window.dispatchEvent(new Event(KEYBOARD_HELP))}
      >
        Keyboard
      </MenuItem>
      <MenuItem icon={<LogOut aria-hidden />} onSelect={signOut}>
        Sign out
      </MenuItem>
    </DropdownMenu>
  );
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0]?.[0], words.at(-1)?.[0]] : [words[0]?.slice(0, 2)];
  return letters.join("").toUpperCase();
}
