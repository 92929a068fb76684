import { defineConfig } from "vitest/config"
import { BaseSequencer, type TestSpecification } from "vitest/node"

/** Small files that run long: begun last, they would keep one core waiting for the other. */
const longest = ["simulation.test.ts", "demo.test.ts", "account-races.test.ts", "problem-catalogue.test.ts"]

const isLong = ({ moduleId }: TestSpecification): boolean =>
  longest.some((name) => moduleId.endsWith(`/${name}`))

/** A process serves one project: files of another one behind each other would start a new process each time. */
const projectsInOrder = ["simulation", "e2e", "integration", "infra", "browser", "contract", "unit"]
const placeOf = ({ project }: TestSpecification): number => projectsInOrder.indexOf(project.name)

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const inOrder = super.sort.bind(this)
    const usual = await inOrder(files)
    const byProject = usual.filter((file) => !isLong(file)).toSorted((a, b) => placeOf(a) - placeOf(b))
    return [...usual.filter(isLong), ...byProject]
  }
}

/** What a loan, a service case and the figures consume: counted, and slow to come by. */
const budgets = ["loan", "service", "supervision"].map(
  (subject) => `test/integration/bench/${subject}-budgets.test.ts`,
)

interface ProjectOptions {
  readonly timeoutMs: number
  /** Files of the folder that are not of the project. */
  readonly but?: readonly string[]
}

const project = (name: string, include: string[], options: ProjectOptions) => ({
  test: {
    name,
    include,
    exclude: ["**/node_modules/**", ...(options.but ?? [])],
    setupFiles: ["test/fixtures/property-seed.ts"],
    // Two hundred files would each load the contracts, the SDK and the hub's runtime anew: the files of a project share them.
    // What a file changes outside itself (environment, timers, console) it puts back.
    isolate: false,
    testTimeout: options.timeoutMs,
    hookTimeout: Math.max(options.timeoutMs, 300_000),
  },
})

export default defineConfig({
  test: {
    // Two cores: more files at once only wait for each other's hub.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      project("unit", ["test/unit/**/*.test.ts", "test/architecture.test.ts"], { timeoutMs: 20_000 }),
      project("contract", ["test/contract/**/*.test.ts"], { timeoutMs: 20_000 }),
      project("infra", ["test/infra/**/*.test.ts"], { timeoutMs: 180_000 }),
      project("integration", ["test/integration/**/*.test.ts"], { timeoutMs: 60_000, but: budgets }),
      // Asked for by name: `npm run budgets`. The growth of units and the bundles are looked at in each run.
      ...(process.env["BUDGETS"] === "1" ? [project("budgets", budgets, { timeoutMs: 60_000 })] : []),
      project("simulation", ["test/simulation/**/*.test.ts"], { timeoutMs: 240_000 }),
      project("e2e", ["test/e2e/**/*.test.ts"], { timeoutMs: 120_000 }),
      project("browser", ["test/browser/**/*.test.ts"], { timeoutMs: 120_000 }),
    ],
  },
})
