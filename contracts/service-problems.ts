import { entry, type ProblemEntry } from "./problem-entry.ts"

/** Service cases: 3055 to 3069 caller's data, 40xx home side. */
export const SERVICE_PROBLEMS = {
  "service-case-not-found": entry(404, "3055", "没有此通办业务", "There is no such service case"),
  "internal-service": entry(
    422,
    "3056",
    "受理地与缴存地为同一中心，应全程网办",
    "Receiving and home center are one: use the online mode",
  ),
  "matter-not-offered": entry(
    409,
    "3057",
    "缴存地不通办此事项",
    "The home center does not offer this matter",
  ),
  "mode-not-allowed": entry(409, "3058", "该事项不允许此办理模式", "The matter is not handled in this mode"),
  "situation-unknown": entry(422, "3059", "目录中没有此办事情形", "The catalogue has no such situation"),
  "open-service-case-exists": entry(
    409,
    "3060",
    "该缴存人此事项已有在办业务",
    "The person has an open case of this matter",
  ),
  "reason-missing": entry(
    422,
    "4021",
    "规则未能判定，须写明理由",
    "No rule decides this: the decision must give a reason",
  ),
} as const satisfies Record<string, ProblemEntry>
