import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { useSpoken } from "../i18n/context";
import { Help } from "./help";
import { type Binding, chosen, focusOf } from "./keys";

interface Board {
  bind(bindings: readonly Binding[]): () => void;
  help(): void;
}

const Context = createContext<Board | null>(null);

/** Hears the keys for everything beneath it, and lists them on `?`. */
export function Keyboard({ children }: { children: ReactNode }) {
  const { m } = useSpoken();
  const bound = useRef<(readonly Binding[])[]>([]);
  const [listed, setListed] = useState<readonly Binding[] | null>(null);
  const help = useCallback(() => setListed(bound.current.flat()), []);
  const board = useMemo(
    () => ({
      bind: (bindings: readonly Binding[]) => {
        bound.current.push(bindings);
        return () => {
          bound.current = bound.current.filter((each) => each !== bindings);
        };
      },
      help,
    }),
    [help],
  );
  useEffect(() => board.bind([{ key: "?", label: m.keys.help, run: help }]), [board, help, m]);
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (document.querySelector("dialog[open]")) return;
      const found = chosen(bound.current.flat(), event, focusOf(focused() as HTMLElement | null));
      if (found === undefined) return;
      event.preventDefault();
      found.run();
    };
    window.addEventListener("keydown", hear);
    return () => window.removeEventListener("keydown", hear);
  }, []);
  return (
    <Context value={board}>
      {children}
      {listed !== null && <Help bindings={listed} onClose={() => setListed(null)} />}
    </Context>
  );
}

/** What has the focus, inside of shadow trees, too: an editor in one takes every key. */
function focused(): Element | null {
  let found = document.activeElement;
  while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
  return found;
}

function useBoard(): Board {
  const board = useContext(Context);
  if (board === null) throw new Error("keys need <Keyboard> above them");
  return board;
}

/** Binds keys while the component is there; the newest closures are run. */
export function useKeys(bindings: readonly Binding[]) {
  const board = useBoard();
  const newest = useRef(bindings);
  useEffect(() => {
    newest.current = bindings;
  });
  const named = JSON.stringify(bindings.map(({ key, label }) => [key, label]));
  useEffect(() => {
    const names: [string, string][] = JSON.parse(named);
    return board.bind(
      names.map(([key, label], at) => ({ key, label, run: () => newest.current[at]?.run() })),
    );
  }, [board, named]);
}

export const useHelp = () => useBoard().help;
