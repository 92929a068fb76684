import { entry, type ProblemEntry } from "./problem-entry.ts"

/** Co-investigation of home purchases, and notices of regions with abnormal purchases. */
export const INVESTIGATION_PROBLEMS = {
  "investigation-not-found": entry(404, "3150", "没有此协查", "There is no such investigation"),
  "investigation-not-shared": entry(
    409,
    "3151",
    "两中心不在同一开通购房信息协查的联盟",
    "No federation that binds both centers has this service switched on",
  ),
  "notice-not-found": entry(404, "3152", "没有此警示公告", "There is no such notice"),
  "notice-not-shared": entry(
    409,
    "3153",
    "本中心不在该联盟，或该联盟未开通警示公告",
    "The center is not bound by that federation, or it shares no notices",
  ),
  "notice-region-foreign": entry(
    422,
    "3154",
    "只能就本中心所在地区发布公告",
    "A center publishes notices about places of its own province",
  ),
  "notice-period-invalid": entry(
    422,
    "3155",
    "公告期限已过，或超过一年",
    "The notice would be over already, or lasts longer than a year",
  ),
} as const satisfies Record<string, ProblemEntry>
