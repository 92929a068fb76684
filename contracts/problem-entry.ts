/** What the catalogue says of a problem. */
export interface ProblemEntry {
  readonly status: number
  /** 1xxx message and signature, 2xxx hub, 3xxx caller's data, 4xxx transfer-out or home side, 5xxx transfer-in or receiving side. */
  readonly code: string
  readonly zh: string
  readonly en: string
  /** True when the same call, sent again later with the same key, may succeed. */
  readonly retryable: boolean
}

export const entry = (
  status: number,
  code: string,
  zh: string,
  en: string,
  retry: "retryable" | "final" = "final",
): ProblemEntry => ({
  status,
  code,
  zh,
  en,
  retryable: retry === "retryable",
})
