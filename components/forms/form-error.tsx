/** What went wrong with a form as a whole. */
export function FormError({ message }: { message: string | undefined }) {
  if (message === undefined) return null;
  return (
    <p role="alert" className="rounded-md bg-failing-soft px-2.5 py-1.5 text-table">
      {message}
    </p>
  );
}
