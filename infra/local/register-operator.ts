import type { PrivateKeyJwk } from "../../contracts/signature.ts"
import { keys } from "../../contracts/table.ts"
import type { TablePlan } from "./deployment.ts"
import { callDynamodb } from "./dynamodb-process.ts"

// The first key of all: there is nobody yet whose signed call could bring it in. A virtual clock may begin at any time.
const validFrom = "2000-01-01T00:00:00.000Z"

const attributesOf = (values: Readonly<Record<string, string>>): Record<string, { S: string }> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { S: value }]))

/** Writes the operator's public key as the store keeps keys; one that is there already stays as it is. */
export const registerOperator = async (url: string, table: TablePlan, key: PrivateKeyJwk): Promise<void> => {
  const { kid, alg, d: _, ...rest } = key
  const { use: _use, ...publicKey } = rest
  const owner = attributesOf({ ...keys.directory.kidOwner(kid), kid, centerId: "operator", alg, validFrom })
  const named = attributesOf({ ...keys.directory.key("operator", kid), kid })
  for (const Item of [{ ...owner, publicKey: { M: attributesOf(publicKey) } }, named]) {
    const put = { TableName: table.name, Item, ConditionExpression: "attribute_not_exists(pk)" }
    try {
      await callDynamodb(url, "PutItem", put)
    } catch (error) {
      if (!String(error).includes("ConditionalCheckFailedException")) throw error
    }
  }
}
