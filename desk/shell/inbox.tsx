import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { queries } from '../api.ts'

/** The way to the inbox, with how many notices are unread. Asked again each minute: another node may have made one. */
export const Inbox = () => {
  const { data } = useQuery({ ...queries.notices('unread', 1), refetchInterval: 60_000 })
  const unread = data?.unread ?? 0
  return (
    <Link to="/notices" className="inbox" activeProps={{ 'aria-current': 'page' }}>
      消息
      {unread > 0 && (
        <b>
          {unread > 99 ? '99+' : unread}
          <span className="sr-only"> 条未读</span>
        </b>
      )}
    </Link>
  )
}
