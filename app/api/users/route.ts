import { defineRoute } from "#lib/http/define-route";
import { createUserContract, listUsersContract } from "#lib/users/contracts";
import { createUser } from "#lib/users/create-user";
import { listUsers } from "#lib/users/list-users";

export const GET = defineRoute(listUsersContract, ({ ctx }) => listUsers(ctx));
export const POST = defineRoute(createUserContract, ({ ctx, body }) => createUser(ctx, body));
