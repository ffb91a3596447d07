import { Button } from 'antd'

/** Number and query code, to be read out, copied or printed: the code is nowhere else. */
export const Slip = ({
  title,
  number,
  code,
}: {
  readonly title: string
  readonly number: string
  readonly code: string
}) => (
  <div className="notice" role="status">
    <dl className="rows">
      <div>
        <dt>{title}</dt>
        <dd>
          <b className="figures">{number}</b>
        </dd>
      </div>
      <div>
        <dt>查询码</dt>
        <dd>{code === '' ? '已经给过一次，不能再显示' : <b className="figures">{code}</b>}</dd>
      </div>
    </dl>
    <p>查询码只显示这一次。请念给对方、抄给对方，或者打印这一页。</p>
    <Button onClick={() => print()}>打印</Button>
  </div>
)
