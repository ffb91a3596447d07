export { createBoard } from './board.ts'
export { supervisionRoutes } from './routes.ts'
