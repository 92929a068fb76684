import { expect, test } from "vitest"
import { registerFormerAccount } from "../../../functions/domain/account/register-account.ts"
import { contextOf, holding, someAccount } from "./account-ledger.ts"

test("a normal account from before the hub is contested while a transfer has closed the guard's holder, at its own center too", () => {
  const closed = someAccount({ no: "old", status: "04" })
  const { account, finding, changes } = registerFormerAccount(
    someAccount({ no: "former" }),
    contextOf(holding(closed)),
  )
  expect([account.status, account.contested, finding?.class]).toEqual(["01", true, "D1"])
  const saved = changes.find((change) => change.kind === "saveGuard")
  expect(saved?.guard.waiting.map(({ accountNo }) => accountNo)).toEqual(["former"])
})
