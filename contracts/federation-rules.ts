import type { Rule } from "./rule.ts"

/** Federations of centers. */
export const FEDERATION_RULES = {
  "FED-001": {
    zh: "联盟版本须写明成员、事项和来源，不得重复",
    en: "a version names its members, services and sources, each once",
    source: "hub contract",
  },
  "FED-002": {
    zh: "规则调整须对应已开通的事项",
    en: "an override belongs to a service that is switched on",
    source: "hub contract",
  },
  "FED-003": {
    zh: "联盟版本的有效期不得重叠或倒置",
    en: "versions of a federation do not overlap in time",
    source: "hub contract",
  },
  "FED-004": {
    zh: "联盟不得放宽国家规定的限制：司法冻结、未结清贷款、担保",
    en: "a federation does not lift a national bar: court holds, unsettled loans, guarantees",
    source: "异地转移接续业务操作规程; 住房公积金管理条例",
  },
  "FED-005": {
    zh: "联盟只统一购房提取，且不得宽于国家规定",
    en: "a federation rules purchase withdrawals only, and not more loosely than the nation",
    source: "住房公积金管理条例 第二十四条",
  },
  "FED-006": {
    zh: "联盟通办事项的时限不得长于国家目录",
    en: "a matter of a federation takes no longer than in the national list",
    source: "国办发〔2020〕35号 跨省通办",
  },
  "FED-007": {
    zh: "成员须在目录中并独立核算",
    en: "a member is in the directory and keeps its own books",
    source: "hub contract",
  },
  "FED-008": {
    zh: "成员只受其签署接受的内容约束",
    en: "a member is bound by the exact content that it accepted, and by nothing else",
    source: "hub contract",
  },
  "FED-009": {
    zh: "退出日期不得早于今天",
    en: "leaving takes effect today or later",
    source: "hub contract",
  },
  "FED-010": {
    zh: "一个中心同时接受的联盟版本数量有限",
    en: "a center is bound by a bounded number of versions",
    source: "hub contract",
  },
} as const satisfies Record<string, Rule>
