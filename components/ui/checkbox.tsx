import { cn } from "./cn.tsx";

export type CheckboxProps = {
  checked: boolean | "indeterminate";
  onCheckedChange: (checked: boolean) => void;
  /** Read aloud; give a visible label with `Field` or beside it. */
  label?: string;
  id?: string;
  name?: string;
  disabled?: boolean;
  tabIndex?: number;
  "aria-describedby"?: string;
  className?: string;
};

/** The browser's own checkbox in our clothes: its mark is a mask over the current colour. */
export function Checkbox({ checked, onCheckedChange, label, className, ...rest }: CheckboxProps) {
  return (
    <input
      type="checkbox"
      checked={checked === true}
      ref={(element) => {
        if (element) element.indeterminate = checked === "indeterminate";
      }}
      onChange={(event) => onCheckedChange(event.currentTarget.checked)}
      aria-label={label}
      className={cn("check", className)}
      {...rest}
    />
  );
}
