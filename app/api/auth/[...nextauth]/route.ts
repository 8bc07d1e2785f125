import { handleAuth } from "#lib/auth/handle-auth";
import { runtime } from "#lib/runtime";

const answer = (request: Request) => handleAuth(runtime(), request);

export { answer as GET, answer as POST };
