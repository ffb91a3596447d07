/** Twelve months as a line; months without data leave a gap. The figures stand in its name for who can't see it. */
export const Sparkline = ({
  months,
  title,
}: {
  readonly months: readonly (number | null)[]
  readonly title: string
}) => {
  const values = months.filter((month) => month !== null)
  if (values.length === 0) return <span className="muted">无数据</span>
  const low = Math.min(...values)
  const high = Math.max(...values)
  const x = (n: number) => 3 + (n * 104) / Math.max(1, months.length - 1)
  const y = (value: number) => (high === low ? 12 : 21 - ((value - low) / (high - low)) * 18)
  const path = months
    .map((month, n) =>
      month === null ? '' : `${n === 0 || months[n - 1] === null ? 'M' : 'L'}${x(n).toFixed(1)} ${y(month).toFixed(1)}`,
    )
    .join('')
  const lastAt = months.findLastIndex((month) => month !== null)
  return (
    <svg
      className="sparkline"
      viewBox="0 0 110 24"
      width="110"
      height="24"
      role="img"
      aria-label={`${title}，从最早一月起：${months.map((month) => (month === null ? '无数据' : month)).join('、')}`}
    >
      <path d={path} />
      <circle cx={x(lastAt)} cy={y(months[lastAt] ?? low)} r="2.5" />
    </svg>
  )
}
