import type { Problem } from "../api/types";
import { useSpoken } from "./context";
import { Sayings } from "./prose";
import { inWords } from "./said";

/** Words of a program as it wrote them; to who reads another language they are a quotation, and are called one. */
export function OwnWords({ text, by }: { text: string; by?: string }) {
  const { m, language } = useSpoken();
  if (language === "en") return <>{text}</>;
  return (
    <>
      {by ?? m.state.ownWords}
      <q lang="en">{text}</q>
    </>
  );
}

/** What was wrong with a request, line by line where there are several. */
export function Detail({ problem }: { problem: Problem }) {
  const { language } = useSpoken();
  const lines = problem.problems ?? [];
  const said = problem.said ?? {};
  const told = (text: string) => inWords(text, said, language) ?? <OwnWords text={text} />;
  if (lines.length === 0 || (language === "en" && lines.length === 1)) return told(problem.detail);
  return (
    <Sayings said={said}>
      {lines.map((line) => (
        <span key={line} style={{ display: "block" }}>
          {told(line)}
        </span>
      ))}
    </Sayings>
  );
}
