import 'virtual:tokens.css'
import './desk.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { ConfigProvider } from 'antd'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { client } from './api.ts'
import { router } from './router.tsx'
import { LargeType } from './shell/large-type.ts'
import { locale, useLargeType, useTheme } from './theme.ts'

const Desk = () => {
  const [large, setLarge] = useLargeType()
  return (
    <ConfigProvider locale={locale} theme={useTheme(large)} button={{ autoInsertSpace: false }}>
      <LargeType value={{ large, setLarge }}>
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </LargeType>
    </ConfigProvider>
  )
}

const root = document.getElementById('desk')
if (root === null) throw new Error('no element #desk')
createRoot(root).render(
  <StrictMode>
    <Desk />
  </StrictMode>,
)
