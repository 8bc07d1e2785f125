import { Command } from "cmdk";
import type { ReactNode } from "react";
import { Kbd } from "../ui/kbd.tsx";
import { type Found, foundWords } from "./fit-item.ts";

export function PaletteGroup({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-ink-3 [&_[cmdk-group-heading]]:text-small"
    >
      {children}
    </Command.Group>
  );
}

export type PaletteItemProps = {
  /** What typing is compared with. */
  value: string;
  /** Where the server found it: for that text it needs no comparison. */
  found?: Found;
  icon?: ReactNode;
  /** Its own keys. */
  keys?: string;
  detail?: ReactNode;
  onSelect: () => void;
  children: ReactNode;
};

export function PaletteItem({ value, found, icon, keys, detail, onSelect, children }: PaletteItemProps) {
  return (
    <Command.Item
      value={value}
      keywords={found && foundWords(found)}
      onSelect={onSelect}
      className="flex min-h-8 cursor-pointer items-center gap-2.5 rounded-md px-2.5 py-1 text-table data-[selected=true]:bg-hover [&>svg]:size-4 [&>svg]:shrink-0 [&>svg]:text-ink-2"
    >
      {icon}
      {/* On a phone the name keeps its line, and what tells it from others stands below. */}
      <span className="flex min-w-0 flex-1 gap-x-2.5 max-sm:flex-col sm:items-center">
        <span className="truncate sm:min-w-24 sm:flex-1">{children}</span>
        {detail && <span className="truncate text-ink-3 text-small">{detail}</span>}
      </span>
      {keys && (
        <span className="inline-flex gap-1 max-sm:hidden">
          {keys.split(" ").map((key) => (
            <Kbd key={key}>{key}</Kbd>
          ))}
        </span>
      )}
    </Command.Item>
  );
}
