import { PROBLEMS, type ProblemSlug } from "../../contracts/problems.ts"
import {
  BODY_PROBLEMS,
  ROUTES,
  routeNames,
  SIGNED_CALL_PROBLEMS,
  WRITING_PROBLEMS,
} from "../../contracts/routes.ts"
import { adviceFor, type BothLanguages } from "./problem-advice.ts"

/** Names between backquotes are shown as code; the texts are the hub's own and hold no markup. */
const withCode = (text: string): string => text.replaceAll(/`([^`]+)`/g, "<code>$1</code>")

const includes = (slugs: readonly ProblemSlug[], slug: ProblemSlug): boolean => slugs.includes(slug)

/** The routes that answer with a problem; none for those of every signed call. */
const routesWith = (slug: ProblemSlug): readonly string[] =>
  routeNames
    .filter((name) => includes(ROUTES[name].problems, slug))
    .map((name) => `${ROUTES[name].method} ${ROUTES[name].path}`)

const reachOf = (slug: ProblemSlug): BothLanguages | undefined => {
  if (includes(SIGNED_CALL_PROBLEMS, slug)) return { zh: "所有签名接口", en: "every signed call" }
  if (includes(BODY_PROBLEMS, slug)) return { zh: "所有带请求体的接口", en: "every call with a body" }
  return includes(WRITING_PROBLEMS, slug)
    ? { zh: "所有写入接口", en: "every call that changes something" }
    : undefined
}

/** A problem type for programs. */
export const problemDescription = (slug: ProblemSlug) => {
  const { status, code, zh, en, retryable } = PROBLEMS[slug]
  return {
    type: `/problems/${slug}`,
    status,
    code,
    retryable,
    title: { zh, en },
    advice: adviceFor(slug),
    routes: routesWith(slug),
  }
}

const list = (routes: readonly string[], reach: string | undefined): string =>
  [
    ...(reach === undefined ? [] : [`<li>${reach}</li>`]),
    ...routes.map((route) => `<li><code>${route}</code></li>`),
  ].join("")

const article = (slug: ProblemSlug, language: "zh" | "en"): string => {
  const { [language]: title, retryable } = PROBLEMS[slug]
  const isChinese = language === "zh"
  const repeats = isChinese
    ? retryable
      ? "可以：稍后用同一幂等键重新发送同一请求。"
      : "不可以：同一请求再次发送结果相同。"
    : retryable
      ? "Yes: send the same call later with the same key."
      : "No: the same call meets the same answer."
  const occurrences = list(routesWith(slug), reachOf(slug)?.[language])
  const heading = (chinese: string, english: string): string => `<h2>${isChinese ? chinese : english}</h2>`
  return `<article lang="${isChinese ? "zh-CN" : "en"}"><h1>${title}</h1>${heading("怎么办", "What to do")}<p>${withCode(adviceFor(slug)[language])}</p>${heading("能否重试", "May it be repeated?")}<p>${repeats}</p>${occurrences === "" ? "" : `${heading("出现于", "Where it occurs")}<ul>${occurrences}</ul>`}</article>`
}

/** A problem type for people, in both languages. Every text on it is the catalogue's own. */
export const problemPage = (slug: ProblemSlug): string =>
  `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${slug} ${PROBLEMS[slug].code}</title><link rel="stylesheet" href="/docs/pages.css"></head><body><header><a href="/docs">住房公积金互联平台 HPF Hub</a></header><main class="problem"><p class="code"><code>/problems/${slug}</code> HTTP ${PROBLEMS[slug].status} <strong>${PROBLEMS[slug].code}</strong></p>${article(slug, "zh")}${article(slug, "en")}</main></body></html>`
