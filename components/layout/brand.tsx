/** The wheel and the name. */
export function Brand() {
  return (
    <span className="flex items-center gap-2.5 font-semibold tracking-[-0.01em]">
      <svg
        aria-hidden="true"
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        className="size-5 text-accent"
      >
        <circle cx="12" cy="12" r="6.2" />
        <path d="M12 2v20M2 12h20M5 5l14 14M19 5 5 19" />
      </svg>
      Wheelhouse
    </span>
  );
}
