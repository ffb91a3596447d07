/** Says of a day why it is that day. */
export const Why = ({ because }: { readonly because: string | undefined }) =>
  because === undefined ? null : (
    <details className="why">
      <summary>为什么是这一天？</summary>
      <p>{because}</p>
    </details>
  )
