import { Link } from '@tanstack/react-router'

export const NotFound = () => (
  <div className="page">
    <h1>没有这个页面</h1>
    <p>地址可能有误，或者内容已被移走。</p>
    <p>
      <Link to="/work">回到待办</Link>
    </p>
  </div>
)
