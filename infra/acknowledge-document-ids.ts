import { Stack, Validations } from "aws-cdk-lib"
import type { Bucket } from "aws-cdk-lib/aws-s3"
import type { Construct } from "constructs"
import * as z from "zod"
import type { Need } from "../contracts/environment.ts"

/** Every object is named by the id of its document. */
export const DOCUMENT_IDS = "doc_*"

const Imported = z.object({ "Fn::ImportValue": z.string() })

/** As the checks of the templates write the ARN of a bucket in another stack: by the name of its export. */
const exportNameOf = (documents: Bucket): string => {
  const stack = Stack.of(documents)
  const imported: unknown = stack.resolve(stack.exportValue(documents.bucketArn))
  return Imported.parse(imported)["Fn::ImportValue"]
}

/**
 * Whoever touches documents may touch each of them, because which one it is the case tells, not the role. That is the only
 * wildcard of a function: a test of the templates allows no other.
 */
export const acknowledgeDocumentIds = (made: Construct, needs: readonly Need[], documents: Bucket): void => {
  if (!needs.some((need) => need.startsWith("documents:"))) return
  Validations.of(made).acknowledge({
    id: `AwsSolutions-IAM5[Resource::${exportNameOf(documents)}/${DOCUMENT_IDS}]`,
    reason: "Objects of the document bucket are named by ids that are given at run time.",
  })
}
