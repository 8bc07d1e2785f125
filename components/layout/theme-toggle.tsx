"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { DropdownMenu, MenuRadio } from "../ui/dropdown-menu.tsx";
import { IconButton } from "../ui/icon-button.tsx";

export type Theme = "system" | "light" | "dark";

export const THEMES: readonly { value: Theme; label: string }[] = [
  { value: "system", label: "As the system" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
];

/** Light, dark, or as the system says. */
export function ThemeToggle() {
  const { theme = "system", setTheme } = useTheme();
  return (
    <DropdownMenu
      align="end"
      trigger={
        <IconButton label="Theme">
          {/* Both icons stand in the page and the theme's own attribute shows one: the server does not know which. */}
          <Sun aria-hidden className="dark:hidden" />
          <Moon aria-hidden className="hidden dark:block" />
        </IconButton>
      }
    >
      <MenuRadio<Theme>
        value={theme as Theme}
        onValueChange={setTheme}
        options={THEMES.map((option) => ({
          value: option.value,
          label: (
            <span className="inline-flex items-center gap-2">
              {option.value === "system" && <Monitor aria-hidden />}
              {option.value === "light" && <Sun aria-hidden />}
              {option.value === "dark" && <Moon aria-hidden />}
              {option.label}
            </span>
          ),
        }))}
      />
    </DropdownMenu>
  );
}
