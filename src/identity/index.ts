export { createAccount, createAccounts, disableAccount, type NewAccount, personOf, setPassword } from './accounts.ts'
export { addressOf } from './address.ts'
export { type Auth, createAuth, hashPassword } from './auth.ts'
export { type KeyPair, keyPairOf, penOf, signatureHolds } from './ed25519.ts'
export { factorRoutes, type SecondFactorBegun, type SecondFactorView } from './factor-routes.ts'
export {
  type FactorState,
  factorMigrations,
  factorOf,
  forAuthenticator,
  keepFactors,
  keptPens,
  keyOfSecret,
  type PenRequest,
  type Pens,
  resetFactor,
} from './second-factor.ts'
export { type ActorOf, actorOf, identityRoutes } from './session.ts'
export { type SigningKey, signingKeyStream, signingKeys } from './signing-key.ts'
