export { createBoard } from './board.ts'
