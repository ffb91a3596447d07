export { archiveMigrations } from './copies.ts'
export type { Archive } from './dossier.ts'
export { archiveRoutes, type CopyView } from './routes.ts'
