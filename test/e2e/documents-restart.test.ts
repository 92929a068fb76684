import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, expect, test } from "vitest"
import { announce, contentOf, receive, upload } from "../fixtures/document-story.ts"
import { centerOf, I_ID, onboardCenter, operatorOf, reachedAt } from "../fixtures/federation.ts"
import { startProcess, type StartedProcess } from "../fixtures/started-process.ts"

const folder = mkdtempSync(join(tmpdir(), "hpf-documents-"))
let running: StartedProcess | undefined
afterAll(async () => {
  await running?.kill()
  rmSync(folder, { recursive: true, force: true })
})

test("a document that was uploaded before a power cut is there after it", { timeout: 180_000 }, async () => {
  running = await startProcess(folder)
  const key = await onboardCenter(operatorOf(reachedAt(running.url), running.operatorKey), I_ID)
  const content = contentOf("survives", 3_000_000)
  const announced = await announce(centerOf(reachedAt(running.url), I_ID, key), content)
  expect(await upload(announced, content)).toBe(200)
  await running.kill()
  running = await startProcess(folder)
  const received = await receive(centerOf(reachedAt(running.url), I_ID, key), announced.documentId)
  expect(received).toMatchObject({ status: "received", bytes: 3_000_000 })
})
