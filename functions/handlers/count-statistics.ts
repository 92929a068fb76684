import { serveStatistics } from "../edge/serve-statistics.ts"
import { readCounted, readMarks, readSubject, writeCounting } from "../store/statistics.ts"
import { countStatistics } from "../use-cases/count-statistics.ts"

export const handler = serveStatistics("count-statistics", (hub, runtime) =>
  countStatistics({
    ...hub,
    readMarks: (marks) => readMarks(runtime().table, marks),
    readCounted: (subjects) => readCounted(runtime().table, subjects),
    readSubject: (subject) => readSubject(runtime().table, subject),
    writeCounting: (counting) => writeCounting(runtime().table, counting),
  }),
)
