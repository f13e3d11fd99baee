import design from "../design/design.module.css";

interface Typed {
  id: string;
  value: string | undefined;
  onChange(text: string): void;
}

/** Words to narrow by; told once one has left the field, and only where they changed. */
export function TypedField({ id, value = "", onChange }: Typed) {
  return (
    <input
      key={value}
      id={id}
      className={design.field}
      defaultValue={value}
      onBlur={({ target }) => {
        if (target.value.trim() !== value) onChange(target.value);
      }}
    />
  );
}
