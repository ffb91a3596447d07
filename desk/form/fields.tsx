import { Field } from './field.tsx'
import { asked, asValues, join, type Property } from './property.ts'

/** Every field of an object, in the order of its schema. */
export const Fields = ({
  property,
  value,
  set,
  path,
}: {
  readonly property: Property
  readonly value: unknown
  readonly set: (value: unknown) => void
  readonly path: string
}) => {
  const values = asValues(value)
  return Object.entries(property.properties ?? {})
    .filter(([, each]) => asked(each, values))
    .map(([name, each]) => (
      <Field
        key={name}
        property={each}
        required={property.required?.includes(name) === true}
        path={join(path, name)}
        value={values[name]}
        set={(next) => set({ ...values, [name]: next })}
        beside={values}
        put={(more) => set({ ...values, ...more })}
      />
    ))
}
