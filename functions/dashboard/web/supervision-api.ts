import type * as z from "zod"
import { SupervisedFindingList } from "../../../contracts/findings.ts"
import {
  EscalationList,
  SupervisedCaseDetail,
  SupervisedCaseList,
  SupervisionOverview,
  SupervisionProfile,
  SupervisionTable,
} from "../../../contracts/supervision.ts"

/** What went wrong, in the terms of a reader. */
export type ApiFault =
  | { readonly fault: "signedOut" | "forbidden" | "offline" | "unreadable" }
  | { readonly fault: "refused"; readonly title: string }

export type ApiAnswer<Answer> = { readonly answer: Answer } | ApiFault

export type Query = Readonly<Record<string, string | undefined>>

const targetOf = (path: string, query: Query): string => {
  const given = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== "") given.set(name, value)
  const text = given.toString()
  return text === "" ? path : `${path}?${text}`
}

const titleOf = async (response: Response): Promise<string> => {
  const body: unknown = await response.json().catch(() => undefined)
  const has = (name: string): string | undefined => {
    const value: unknown = typeof body === "object" && body !== null ? Reflect.get(body, name) : undefined
    return typeof value === "string" ? value : undefined
  }
  return has("detail") ?? has("title") ?? `${response.status}`
}

const faultOf = async (response: Response): Promise<ApiFault> => {
  if (response.status === 401) return { fault: "signedOut" }
  if (response.status === 403) return { fault: "forbidden" }
  return { fault: "refused", title: await titleOf(response) }
}

const at = (rest: string): string => `/v1/supervision${rest}`

/** Calls of a supervisor: the token in the header, the answer held against the contract. */
export const createSupervisionApi = (token: string, language: string, onSignedOut: () => void) => {
  const send = async (target: string, signal?: AbortSignal): Promise<Response | ApiFault> => {
    const response = await fetch(target, {
      headers: { authorization: `Bearer ${token}`, "accept-language": language === "zh" ? "zh-CN" : "en" },
      ...(signal === undefined ? {} : { signal }),
    }).catch((): ApiFault => ({ fault: "offline" }))
    if (!(response instanceof Response)) return response
    if (response.ok) return response
    if (response.status === 401) onSignedOut()
    return faultOf(response)
  }
  const read = async <Schema extends z.ZodType>(
    schema: Schema,
    path: string,
    query: Query = {},
    signal?: AbortSignal,
  ): Promise<ApiAnswer<z.infer<Schema>>> => {
    const response = await send(targetOf(path, query), signal)
    if (!(response instanceof Response)) return response
    const body: unknown = await response.json().catch(() => undefined)
    const parsed = schema.safeParse(body)
    return parsed.success ? { answer: parsed.data } : { fault: "unreadable" }
  }
  return {
    readProfile: (signal?: AbortSignal) => read(SupervisionProfile, at(""), {}, signal),
    readOverview: (query: Query, signal?: AbortSignal) =>
      read(SupervisionOverview, at("/overview"), query, signal),
    readTable: (metric: string, query: Query, signal?: AbortSignal) =>
      read(SupervisionTable, at(`/${metric}`), query, signal),
    listCases: (query: Query, signal?: AbortSignal) => read(SupervisedCaseList, at("/cases"), query, signal),
    readCase: (caseId: string, signal?: AbortSignal) =>
      read(SupervisedCaseDetail, at(`/cases/${encodeURIComponent(caseId)}`), {}, signal),
    listEscalations: (query: Query, signal?: AbortSignal) =>
      read(EscalationList, at("/escalations"), query, signal),
    listFindings: (query: Query, signal?: AbortSignal) =>
      read(SupervisedFindingList, at("/findings"), query, signal),
    /** The same figures as the table's, as the hub writes them. */
    readCsv: async (metric: string, query: Query): Promise<ApiAnswer<Blob>> => {
      const response = await send(targetOf(at(`/${metric}`), { ...query, format: "csv" }))
      return response instanceof Response ? { answer: await response.blob() } : response
    },
  }
}
export type SupervisionApi = ReturnType<typeof createSupervisionApi>
