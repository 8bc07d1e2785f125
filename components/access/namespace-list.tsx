import { cn } from "../ui/cn.tsx";

const SHOWN = 4;

/** Namespace names and patterns as they are written; `*` alone stands out. */
export function NamespaceList({ names, className }: { names: readonly string[]; className?: string }) {
  const more = names.length - SHOWN;
  return (
    <span className={cn("inline-flex flex-wrap gap-1", className)} title={names.join(", ")}>
      {names.slice(0, SHOWN).map((name) => (
        <code
          key={name}
          className={cn(
            "mono rounded-sm px-1",
            name === "*" ? "bg-degraded-soft text-degraded" : "bg-hover text-ink-2",
          )}
        >
          {name === "*" ? "* all" : name}
        </code>
      ))}
      {more > 0 && <span className="text-ink-3 text-small">and {more} more</span>}
    </span>
  );
}
