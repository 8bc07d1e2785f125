import { z } from "zod";
import { ERROR_TABLE, type ErrorCode } from "#lib/core/errors";

const codes = Object.keys(ERROR_TABLE) as [ErrorCode, ...ErrorCode[]];

/** The body of every error answer. */
export const problemSchema = z
  .object({
    error: z.object({
      code: z.enum(codes),
      message: z.string().meta({ description: "For people; may change" }),
      requestId: z.string().meta({ description: "Stands in the log of the server" }),
      fields: z.array(z.object({ field: z.string(), rule: z.string(), example: z.string().optional() })),
    }),
  })
  .meta({ id: "Problem" });
