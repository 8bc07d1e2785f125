type Welcome = {
  readonly url: string;
  /** Lines with the accounts and their passwords. */
  readonly accounts: string;
  /** Whether the accounts were there before this start. */
  readonly again: boolean;
};

/** The last words of a start. Nobody looks whether a password of an earlier one still holds. */
export function welcome({ url, accounts, again }: Welcome): string {
  const since = again ? "The passwords are those of the first start, unless somebody has changed theirs.\n" : "";
  return `\nOpen ${url} and sign in with\n${accounts}\n${since}Ctrl-C stops everything.\n`;
}
