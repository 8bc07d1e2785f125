import { Check } from "lucide-react";
import { cn } from "../ui/cn.tsx";

export const STEPS = ["Kubeconfig", "Contexts", "Details", "Done"] as const;

/** Where in the registration one is. */
export function StepsBar({ step }: { step: number }) {
  return (
    <ol aria-label="Steps" className="mb-4 flex flex-wrap gap-x-5 gap-y-1 text-table">
      {STEPS.map((label, index) => (
        <li
          key={label}
          aria-current={index === step ? "step" : undefined}
          className={cn("inline-flex items-center gap-2", index === step ? "font-medium text-ink" : "text-ink-3")}
        >
          <span
            className={cn(
              "nums inline-flex size-5 items-center justify-center rounded-full border text-micro",
              index < step && "border-healthy text-healthy",
              index === step && "border-accent bg-accent-soft text-accent",
              index > step && "border-line-strong",
            )}
          >
            {index < step ? <Check aria-label="done" className="size-3" /> : index + 1}
          </span>
          {label}
        </li>
      ))}
    </ol>
  );
}
