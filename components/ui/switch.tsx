export type SwitchProps = {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  label?: string;
  id?: string;
  disabled?: boolean;
  "aria-describedby"?: string;
};

/** On or off, at once. */
export function Switch({ checked, onCheckedChange, label, ...rest }: SwitchProps) {
  return (
    <input
      type="checkbox"
      role="switch"
      aria-checked={checked}
      checked={checked}
      onChange={(event) => onCheckedChange(event.currentTarget.checked)}
      aria-label={label}
      className="switch"
      {...rest}
    />
  );
}
