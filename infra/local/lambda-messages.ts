/** What passes between the pool and a worker thread. Events and results travel as JSON text, as they do on AWS. */
export interface InvocationRequest {
  readonly requestId: string
  readonly event: string
  readonly deadlineMs: number
}

export interface InvocationAnswer {
  readonly requestId: string
  readonly result?: string
  readonly error?: FunctionError | undefined
}

/** Loads the function anew: what its modules kept of the hub before is gone, the thread and the compiled code stay. */
export interface LoadRequest {
  readonly load: WorkerBoot
  /** Said on both outputs before anything of the new hub: what comes before it is the old hub's. */
  readonly mark: string
}

export interface FunctionError {
  readonly errorType: string
  readonly errorMessage: string
  readonly trace: readonly string[]
}

export type WorkerMessage =
  | InvocationAnswer
  | { readonly ready: true; readonly loadsAgain: boolean }
  | { readonly failed: FunctionError | undefined }

/** What a worker is started with, and told again when another hub takes it over. */
export interface WorkerBoot {
  readonly modulePath: string
  readonly exportName: string
  readonly functionName: string
  readonly functionArn: string
  readonly memoryMb: number
  readonly compileCache: string
  readonly environment: Readonly<Record<string, string>>
}
