import { entry, type ProblemEntry } from "./problem-entry.ts"

/** Federations of centers: 3130 to 3139. */
export const FEDERATION_PROBLEMS = {
  "federation-not-found": entry(404, "3130", "没有此联盟", "There is no such federation"),
  "federation-content-differs": entry(
    409,
    "3131",
    "联盟没有此内容摘要的版本",
    "No version of the federation has this content",
  ),
  "federation-not-member": entry(
    409,
    "3132",
    "该版本的成员名单中没有本中心",
    "The version does not list the center as a member",
  ),
  "federation-already-accepted": entry(
    409,
    "3133",
    "本中心已接受此版本或更新的版本",
    "The center has accepted this version, or a later one, already",
  ),
  "federation-version-over": entry(409, "3134", "该版本已失效", "The version is over"),
  "federation-not-bound": entry(
    409,
    "3135",
    "本中心未受该联盟约束，或已提前退出",
    "The federation does not bind the center, or not any more by that day",
  ),
  "federation-unchanged": entry(
    409,
    "3136",
    "联盟已有内容相同的版本",
    "The federation has a version of this very content",
  ),
  "federation-contradicts-nation": entry(
    422,
    "3137",
    "联盟规则与国家规定相抵触",
    "An override contradicts a national rule",
  ),
  "federation-validity-overlaps": entry(
    422,
    "3138",
    "联盟版本有效期重叠",
    "The days of the version overlap those of another",
  ),
  "federation-too-large": entry(
    422,
    "3139",
    "联盟版本过大或过多",
    "The version is too large, or there are too many of them",
  ),
} as const satisfies Record<string, ProblemEntry>
