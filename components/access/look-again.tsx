/** For lists that are not live: others change them, too. In tabs that are looked at. */
export const LOOK_AGAIN = { refetchInterval: 15_000 } as const;
