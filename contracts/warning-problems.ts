import { entry, type ProblemEntry } from "./problem-entry.ts"

/** Warnings: joint discipline. */
export const WARNING_PROBLEMS = {
  "warning-not-found": entry(404, "3140", "没有此警示", "There is no such warning"),
  "warning-key-used": entry(
    409,
    "3141",
    "复核须用本中心的另一把密钥签名",
    "The reviewer signs with another key than the handler",
  ),
  "warning-objected": entry(409, "3142", "该警示已提出过异议", "The warning has been objected to already"),
  "warning-scope-unknown": entry(
    409,
    "3143",
    "本中心不在该联盟，或该联盟未开通警示共享",
    "The center is not bound by that federation, or it shares no warnings",
  ),
  "warning-period-invalid": entry(
    422,
    "3144",
    "警示期限已过，或超过政策规定的年限",
    "The warning would be over already, or lasts longer than the policy allows",
  ),
  "warning-exists": entry(409, "3145", "该决定已登记警示", "The decision has a warning already"),
  "warning-subject-differs": entry(
    409,
    "3146",
    "证件号码与姓名不符，请核实",
    "The document number is registered under another name",
  ),
} as const satisfies Record<string, ProblemEntry>
