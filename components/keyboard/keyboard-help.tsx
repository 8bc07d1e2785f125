"use client";

import { useContext, useState } from "react";
import { Dialog } from "../ui/dialog.tsx";
import { Kbd } from "../ui/kbd.tsx";
import { KeyboardContext } from "./keyboard-provider.tsx";

const ORDER = ["Everywhere", "Go to", "Lists", "Detail"];

/** Lists every key that this page understands. */
export function KeyboardHelp({ onClose }: { onClose: () => void }) {
  const registry = useContext(KeyboardContext);
  const [shortcuts] = useState(() => new Map(registry?.list().map((item) => [item.keys, item])));
  const groups = Map.groupBy(shortcuts.values(), (item) => item.group);
  const names = [...groups.keys()].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b));
  return (
    <Dialog open onOpenChange={onClose} title="Keyboard" size="md">
      <div className="columns-1 gap-8 sm:columns-2">
        {names.map((name) => (
          <section key={name} className="mb-4 break-inside-avoid">
            <h3 className="mb-1.5 text-ink-3 text-small">{name}</h3>
            <dl className="grid gap-1.5">
              {groups.get(name)?.map((item) => (
                <div key={item.keys} className="flex items-center justify-between gap-4 text-table">
                  <dt>{item.label}</dt>
                  <dd className="flex gap-1">
                    {item.keys.split(" ").map((key) => (
                      <Kbd key={key}>{keyName(key)}</Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

function keyName(key: string): string {
  if (key === "enter") return "↵";
  return key.startsWith("mod+") ? `⌘ ${key.slice(4).toUpperCase()}` : key;
}
