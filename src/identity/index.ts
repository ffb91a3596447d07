export { createAccount, createAccounts, disableAccount, type NewAccount, setPassword } from './accounts.ts'
export { addressOf } from './address.ts'
export { type Auth, createAuth, hashPassword } from './auth.ts'
export { type ActorOf, actorOf, identityRoutes } from './session.ts'
