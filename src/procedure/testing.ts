export { scenes } from './penalty/paths/scenes.ts'
export * from './testing/walk.ts'
