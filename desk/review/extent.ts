/** 2分05秒 */
export const lengthText = (seconds: number): string =>
  seconds < 60 ? `${seconds}秒` : `${Math.floor(seconds / 60)}分${String(seconds % 60).padStart(2, '0')}秒`

/** How far and how long something was read: 第 1、2 页，2分05秒. */
export const extentText = ({
  pages,
  seen,
  seconds,
}: {
  readonly pages: readonly number[]
  readonly seen: number
  readonly seconds: number
}): string =>
  `${pages.length > 0 ? `第 ${pages.join('、')} 页` : seen >= 100 ? '看到末尾' : `看到 ${seen}%`}，${lengthText(seconds)}`
