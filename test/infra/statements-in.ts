import * as z from "zod"
import { propertiesOf, referencesIn, type Template } from "./synthesized-hub.ts"

const Statement = z.object({
  Effect: z.literal("Allow"),
  Action: z.union([z.string().transform((one) => [one]), z.array(z.string())]),
  Resource: z.unknown().transform((value) => (Array.isArray(value) ? value : [value])),
})
const Policies = z.array(z.object({ PolicyDocument: z.object({ Statement: z.array(Statement) }) }))

/** What a role may do, by its own policies and by those attached to it. */
export const statementsIn = (template: Template, roleId: string) => {
  const inline = Policies.parse(template.Resources[roleId]?.Properties["Policies"] ?? []).flatMap(
    (policy) => policy.PolicyDocument.Statement,
  )
  const attached = propertiesOf(template, "AWS::IAM::Policy")
    .filter((policy) => referencesIn(policy).includes(roleId))
    .flatMap((policy) => Policies.parse([policy]).flatMap(({ PolicyDocument }) => PolicyDocument.Statement))
  return [...inline, ...attached]
}
