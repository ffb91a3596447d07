export { createBoard } from './board.ts'
export { supervisionChecks } from './checks.ts'
export { coverageChecks } from './recording-checks.ts'
export { supervisionRoutes } from './routes.ts'
