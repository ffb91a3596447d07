import { Skeleton } from 'antd'

export const Loading = () => (
  <div className="page" aria-busy="true">
    <p className="sr-only" role="status">
      正在载入
    </p>
    <Skeleton active title={false} paragraph={{ rows: 6 }} />
  </div>
)
