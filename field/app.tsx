import { ActScreen } from './acts/screen.tsx'
import { CardScreen } from './card/screen.tsx'
import { MeScreen } from './me-screen.tsx'
import { OutboxScreen } from './outbox-screen.tsx'
import { address, type Place, usePlace } from './place.ts'
import { RecordButton } from './record/button.tsx'
import { RecordScreen } from './record/screen.tsx'
import { me } from './session.ts'
import { SignIn } from './sign-in.tsx'
import { Status } from './status.tsx'
import { CaseScreen } from './tasks/case.tsx'
import { TasksScreen } from './tasks/screen.tsx'
import { useTold } from './told.ts'
import { Update } from './update.tsx'

export const App = () => {
  const self = useTold(me)
  const place = usePlace()
  if (self === undefined) return null
  if (self === null) return <SignIn />
  return (
    <>
      <Status />
      <Update />
      <Screen place={place} />
      <Bar place={place} />
    </>
  )
}

const Screen = ({ place }: { readonly place: Place }) => {
  switch (place.at) {
    case 'case':
      return <CaseScreen key={place.id} id={place.id} />
    case 'act':
      return <ActScreen key={`${place.caseId}/${place.act}`} {...place} />
    case 'card':
      return <CardScreen {...(place.caseId === undefined ? {} : { caseId: place.caseId })} />
    case 'record':
      return <RecordScreen key={place.caseId} {...(place.caseId === undefined ? {} : { caseId: place.caseId })} />
    case 'outbox':
      return <OutboxScreen />
    case 'me':
      return <MeScreen />
    default:
      return <TasksScreen />
  }
}

const Bar = ({ place }: { readonly place: Place }) => (
  <nav className="bottom" aria-label="主要功能">
    <a href={address({ at: 'tasks' })} aria-current={['tasks', 'case', 'act'].includes(place.at) ? 'page' : undefined}>
      今日
    </a>
    <RecordButton place={place} />
    <a href={address({ at: 'card' })} aria-current={place.at === 'card' ? 'page' : undefined}>
      亮证
    </a>
  </nav>
)
