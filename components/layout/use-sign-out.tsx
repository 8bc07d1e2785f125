"use client";

import { postAuth } from "../auth/post-auth.tsx";
import { toast } from "../ui/notify.tsx";

/** Ends the session on the server, then leaves for the sign-in page. */
export function useSignOut(): () => void {
  return () => {
    void postAuth("signout", { callbackUrl: "/sign-in" }).then((answer) => {
      if (answer.ok) window.location.assign("/sign-in");
      else toast.error("You are still signed in: Wheelhouse did not answer.");
    });
  };
}
