import type { ReactNode } from "react";

export type PageHeaderProps = {
  title: ReactNode;
  /** Beside the title: figures, a verdict. */
  detail?: ReactNode;
  /** One sentence below. */
  description?: ReactNode;
  /** Buttons on the right, the main one last. */
  actions?: ReactNode;
};

/** The top of a page: title, figures, actions. */
export function PageHeader({ title, detail, description, actions }: PageHeaderProps) {
  return (
    <div className="mb-3.5">
      <div className="flex min-h-[30px] flex-wrap items-center gap-x-2.5 gap-y-2">
        <h1 className="text-title tracking-[-0.015em]">{title}</h1>
        {detail && <div className="nums text-ink-2 text-table">{detail}</div>}
        {actions && <div className="ml-auto flex flex-wrap gap-2">{actions}</div>}
      </div>
      {description && <p className="mt-0.5 text-ink-2 text-table">{description}</p>}
    </div>
  );
}
