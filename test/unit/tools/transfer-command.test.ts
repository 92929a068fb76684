import { describe, expect, it } from "vitest"
import { ROUTES, routeNames } from "../../../contracts/routes.ts"
import { actionNames } from "../../../tools/command/transfer-command.ts"

describe("hub transfer", () => {
  it("has a name for each act on a case that the interface offers, and for no other", () => {
    const offered = routeNames
      .filter((name) => ROUTES[name].function === "act-on-transfer")
      .map((name) => ROUTES[name].path.split("/").at(-1) ?? "")
    expect(Object.keys(actionNames).toSorted()).toEqual(offered.toSorted())
  })
})
