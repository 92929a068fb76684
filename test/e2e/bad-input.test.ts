import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { PROBLEMS } from "../../contracts/problems.ts"
import { badForms, badMatters, badSignatures, openingBody, type BadCall } from "../fixtures/bad-calls.ts"
import { buildScene, signerOf, type Scene } from "../fixtures/bad-input-scene.ts"
import { rawCaller, type RawAnswer } from "../fixtures/raw-call.ts"
import { makePerson } from "../../tools/make-person.ts"
import { openAccount } from "../fixtures/federation.ts"
import { wholeTable } from "../fixtures/whole-table.ts"

describe("what bad input gets", () => {
  let scene: Scene
  let call: ReturnType<typeof rawCaller>
  let table: ReturnType<typeof wholeTable>

  beforeAll(async () => {
    scene = await buildScene()
    call = rawCaller(scene.federation.hub)
    table = wholeTable(scene.federation.hub)
  })
  afterAll(async () => {
    table.close()
    await scene.federation.stop()
  })

  const personal = (): readonly string[] => {
    const people = [scene.person, scene.movable.person]
    return [...people.flatMap(({ name, documentNumber }) => [name, documentNumber]), "13900000000"]
  }

  const expectProblem = (bad: BadCall, answer: RawAnswer) => {
    const entry = PROBLEMS[bad.problem]
    expect.soft(answer.problem, bad.name).toMatchObject({
      type: `/problems/${bad.problem}`,
      status: entry.status,
      code: entry.code,
      title: entry.zh,
      retryable: entry.retryable,
      ...(bad.rule === undefined ? {} : { rule: bad.rule }),
      ...(bad.field === undefined ? {} : { field: bad.field }),
    })
    expect.soft(answer.status, bad.name).toBe(entry.status)
    expect.soft(answer.verified, bad.name).toBe(bad.answer !== "unsigned")
    for (const text of personal()) expect(answer.text).not.toContain(text)
  }

  const expectEach = async (calls: readonly BadCall[]) => {
    for (const bad of calls) {
      const before = await table.snapshot()
      const answer = await call(bad.signer, bad.call)
      expectProblem(bad, answer)
      expect.soft(await table.changedSince(before), bad.name).toEqual([])
    }
  }

  const ask = (language: string) =>
    call(signerOf(scene.I), {
      method: "GET",
      target: "/v1/accounts/NONE",
      headers: { "accept-language": language },
    })

  it("of the wrong form: each its own problem with rule and field, signed, nothing written, nothing personal", async () => {
    await expectEach(badForms(scene))
  })

  it("of the wrong matter: each its own problem with rule and field, signed, nothing written, nothing personal", async () => {
    await expectEach(badMatters(scene))
  })

  it("each defect of a signature: its own problem, signed as soon as the caller is known", async () => {
    await expectEach(badSignatures(scene))
  })

  it("a replayed message and a reused key change nothing", async () => {
    const signer = signerOf(scene.I)
    const claims = { jti: "AAAAAAAAAAAAAAAAAAAAAA" }
    const opening = (accountNo: string) => ({
      ...openingBody(scene, { accountNo }),
      person: makePerson(accountNo),
    })
    const open = (accountNo: string, key: string, own = {}) =>
      call(signer, {
        method: "POST",
        target: "/v1/accounts",
        body: opening(accountNo),
        claims: own,
        headers: { "idempotency-key": key },
      })
    expect((await open("RPL1", "key-replay-1", claims)).status).toBe(201)
    const before = await table.snapshot()
    expectProblem(
      { name: "replay", signer, call: { method: "POST", target: "" }, problem: "message-replayed" },
      await open("RPL2", "key-replay-2", claims),
    )
    expectProblem(
      {
        name: "reused key",
        signer,
        call: { method: "POST", target: "" },
        problem: "idempotency-key-reused",
        field: "idempotency-key",
      },
      await open("RPL3", "key-replay-1"),
    )
    expect(await table.changedSince(before)).toEqual([])
  })

  it("more than the gateway takes: an unsigned 413, the outcome unknown to the caller", async () => {
    const answer = await call(signerOf(scene.I), {
      method: "POST",
      target: "/v1/accounts",
      body: "x".repeat(10 * 1024 * 1024 + 1),
    })
    expect([answer.status, answer.verified]).toEqual([413, false])
  })

  it("a 15-digit number is the same person as its 18 digits", async () => {
    // 990101 900101 001, born 1990-01-01; the other is its 18-digit form with check digit 9.
    const older = { documentType: "01", documentNumber: "990101900101001", name: "示甲一" } as const
    await openAccount(scene.O, older, "FIFTEEN1")
    const answer = await call(signerOf(scene.I), {
      method: "POST",
      target: "/v1/accounts",
      body: {
        ...openingBody(scene, {
          accountNo: "FIFTEEN2",
          contributorType: "flexible",
          agreementNo: "A1",
          unitCreditCode: undefined,
        }),
        person: { ...older, documentNumber: "990101199001010019" },
      },
    })
    expect(answer.problem).toMatchObject({
      type: "/problems/normal-account-exists",
      rule: "ACC-001",
      centerId: scene.O.centerId,
    })
    expect(answer.verified).toBe(true)
    expect(answer.text).not.toContain("9001010")
  })

  it("in English when the caller asks for it, in Chinese otherwise", async () => {
    expect((await ask("en-GB,zh;q=0.5")).problem?.title).toBe(PROBLEMS["account-not-found"].en)
    expect((await ask("zh-CN")).problem?.title).toBe(PROBLEMS["account-not-found"].zh)
    expect((await ask("fr")).problem?.title).toBe(PROBLEMS["account-not-found"].zh)
  })
})
