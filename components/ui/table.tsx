import type { ComponentProps } from "react";
import { cn } from "./cn.tsx";
import { ScrollSideways } from "./scroll-sideways.tsx";

/** A small table inside a card: pods, conditions, members. Long lists use `DataTable`. */
export function Table({ className, ...rest }: ComponentProps<"table">) {
  return (
    <ScrollSideways>
      <table className={cn("w-full border-collapse text-left text-table", className)} {...rest} />
    </ScrollSideways>
  );
}

export function Th({ className, numeric, ...rest }: ComponentProps<"th"> & { numeric?: boolean }) {
  return (
    <th
      scope="col"
      className={cn(
        "whitespace-nowrap border-line border-b px-3 py-1.5 font-medium text-ink-3 text-small",
        numeric && "text-right",
        className,
      )}
      {...rest}
    />
  );
}

export function Tr({ className, ...rest }: ComponentProps<"tr">) {
  return <tr className={cn("border-line border-b last:border-b-0", className)} {...rest} />;
}

export function Td({ className, numeric, ...rest }: ComponentProps<"td"> & { numeric?: boolean }) {
  return <td className={cn("px-3 py-[7px] align-top", numeric && "nums text-right", className)} {...rest} />;
}
