import { entry, type ProblemEntry } from "./problem-entry.ts"

/** A center that merges into another. */
export const SUCCESSION_PROBLEMS = {
  "center-succeeded": entry(
    403,
    "1029",
    "本中心已并入承继中心，密钥停用",
    "The center has merged into another, and its keys no longer act",
  ),
  "not-successor": entry(
    403,
    "1030",
    "本中心不是该中心的承继中心",
    "The caller has not taken over that center's books",
  ),
  "succession-not-found": entry(
    404,
    "3170",
    "没有待办的机构合并",
    "There is no succession that waits for this act",
  ),
  "succession-exists": entry(409, "3171", "该中心已有机构合并", "The center has a succession already"),
  "successor-not-eligible": entry(409, "3172", "该中心不能承继", "The center cannot take over"),
} as const satisfies Record<string, ProblemEntry>
