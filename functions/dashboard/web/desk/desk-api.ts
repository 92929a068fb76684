import * as z from "zod"
import {
  DeskCase,
  DeskEnded,
  DeskFound,
  DeskFunds,
  DeskIdentity,
  DeskToDo,
} from "../../../../contracts/desk.ts"

/** The hub as the page asks it: with the code of its link in a header, and in no address. */

export type Asked<Answer> =
  | { readonly outcome: "read"; readonly answer: Answer }
  /** The link opens nothing any more. */
  | { readonly outcome: "gone" }
  | { readonly outcome: "failed"; readonly detail?: string }

const Refused = z.looseObject({ detail: z.string() })

const readJson = async (response: Response): Promise<unknown> => response.json().catch(() => undefined)

const ask = async <Form extends z.ZodType>(
  code: string,
  form: Form,
  path: string,
  call: { readonly method?: string; readonly body?: unknown; readonly language?: string } = {},
): Promise<Asked<z.output<Form>>> => {
  const response = await fetch(`/v1/desk/${path}`, {
    method: call.method ?? "GET",
    headers: {
      authorization: `Desk ${code}`,
      "accept-language": call.language === "en" ? "en" : "zh-CN",
      ...(call.body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    cache: "no-store",
    credentials: "omit",
    referrerPolicy: "no-referrer",
  }).catch(() => undefined)
  if (response === undefined) return { outcome: "failed" }
  if (response.status === 401) return { outcome: "gone" }
  const body = await readJson(response)
  const parsed = response.ok ? form.safeParse(body) : undefined
  if (parsed?.success === true) return { outcome: "read", answer: parsed.data }
  const refused = Refused.safeParse(body)
  return refused.success ? { outcome: "failed", detail: refused.data.detail } : { outcome: "failed" }
}

const query = (name: string, value: string | undefined): string =>
  value === undefined ? "" : `?${name}=${encodeURIComponent(value)}`

export const deskApi = (code: string) => ({
  toDo: (cursor?: string) => ask(code, DeskToDo, `to-do${query("cursor", cursor)}`),
  funds: (cursor?: string) => ask(code, DeskFunds, `unmatched-funds${query("cursor", cursor)}`),
  search: (by: string, number: string) => ask(code, DeskFound, `search${query(by, number)}`),
  caseOf: (caseId: string) => ask(code, DeskCase, `cases/${caseId}`),
  identity: (caseId: string, purpose: string, language: string) =>
    ask(code, DeskIdentity, `cases/${caseId}/identity`, { method: "POST", body: { purpose }, language }),
  end: () => ask(code, DeskEnded, "link", { method: "DELETE" }),
})
export type DeskApi = ReturnType<typeof deskApi>
