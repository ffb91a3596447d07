import { competitionScenes } from './competition.ts'
import { foodScenes } from './food.ts'
import { marketScenes } from './market.ts'
import { pricesScenes } from './prices.ts'
import { productsScenes } from './products.ts'
import type { Scene } from './scene.ts'

export { licenceScene } from './licence.ts'
export type { Scene, Trade } from './scene.ts'

export const scenes: readonly Scene[] = [
  ...foodScenes,
  ...pricesScenes,
  ...competitionScenes,
  ...productsScenes,
  ...marketScenes,
]
