import { autocompletion, type CompletionContext, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import {
  bracketMatching,
  foldGutter,
  foldKeymap,
  HighlightStyle,
  indentOnInput,
  syntaxHighlighting,
} from "@codemirror/language";
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { namesIn, offers, placeAt, type Schema } from "./completion";

/** Something about a line, from 1. */
export interface Remark {
  line: number;
  text: string;
  severity: "error" | "warning";
}

export interface Mirror {
  /** Brings the text in line with one that was changed elsewhere. */
  show(text: string): void;
  remark(remarks: readonly Remark[]): void;
  /** Says by what schema fields are offered: null where by none, undefined while it is on its way. */
  describe(schema: Schema | null | undefined): void;
  goTo(line: number): void;
  destroy(): void;
}

interface Wanted {
  text: string;
  label: string;
  onChange(text: string): void;
}

const LOOK = EditorView.theme({
  "&": { height: "100%", color: "var(--text)", backgroundColor: "var(--ground)", fontSize: "13px" },
  "&.cm-focused": { outline: "2px solid var(--accent)", outlineOffset: "-2px" },
  ".cm-scroller": { fontFamily: "ui-monospace, Menlo, Consolas, monospace", lineHeight: "1.55" },
  ".cm-content": { caretColor: "var(--text)" },
  ".cm-cursor": { borderLeftColor: "var(--text)" },
  ".cm-gutters": {
    backgroundColor: "var(--raised)",
    color: "var(--muted)",
    borderRight: "1px solid var(--line)",
  },
  ".cm-activeLine, .cm-activeLineGutter": {
    backgroundColor: "color-mix(in srgb, var(--accent) 7%, transparent)",
  },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--accent) 28%, transparent)",
  },
  ".cm-tooltip": {
    backgroundColor: "var(--raised)",
    color: "var(--text)",
    border: "1px solid var(--strong-line)",
  },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": {
    backgroundColor: "var(--accent)",
    color: "var(--on-accent)",
  },
  ".cm-completionDetail": { color: "inherit", fontStyle: "normal", opacity: "0.8" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--not-met)" },
  ".cm-diagnostic-warning": { borderLeftColor: "var(--undecided)" },
});

const COLOURS = HighlightStyle.define([
  { tag: tags.definition(tags.propertyName), color: "var(--accent)" },
  { tag: tags.propertyName, color: "var(--accent)" },
  { tag: tags.comment, color: "var(--muted)", fontStyle: "italic" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--met)" },
  { tag: [tags.separator, tags.punctuation, tags.squareBracket, tags.brace], color: "var(--muted)" },
]);

/**
 * Makes an editor in a shadow tree of `host`.
 *
 * The page's policy allows no style elements; a shadow tree takes sheets that are made by script, which are none.
 */
export function mirror(host: HTMLElement, { text, label, onChange }: Wanted): Mirror {
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  // Whoever types before the schema is there is offered its fields once it is.
  let tell: (schema: Schema | null) => void = () => undefined;
  let described = new Promise<Schema | null>((resolve) => {
    tell = resolve;
  });
  let silent = false;
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        foldGutter(),
        lintGutter(),
        history(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        highlightActiveLine(),
        yaml(),
        syntaxHighlighting(COLOURS),
        LOOK,
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false" }),
        completion(() => described),
        // Tab goes on to the next control, as everywhere; Ctrl-[ and Ctrl-] indent.
        keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap, ...foldKeymap, ...lintKeymap]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !silent) onChange(update.state.doc.toString());
        }),
      ],
    }),
  });
  return {
    show(wanted) {
      const change = difference(view.state.doc.toString(), wanted);
      if (change === null) return;
      silent = true;
      view.dispatch({ changes: change });
      silent = false;
    },
    remark: (remarks) =>
      view.dispatch(
        setDiagnostics(
          view.state,
          remarks.map((each) => placed(view, each)),
        ),
      ),
    describe(schema) {
      if (schema === undefined) return;
      tell(schema);
      described = Promise.resolve(schema);
    },
    goTo(line) {
      const { from, to } = view.state.doc.line(Math.min(Math.max(1, line), view.state.doc.lines));
      view.dispatch({
        selection: { anchor: from, head: to },
        effects: EditorView.scrollIntoView(from, { y: "center" }),
      });
      view.focus();
    },
    destroy: () => view.destroy(),
  };
}

function completion(described: () => Promise<Schema | null>) {
  return autocompletion({
    icons: false,
    override: [
      async (context: CompletionContext) => {
        const text = context.state.doc.toString();
        const place = placeAt(text, context.pos);
        if (place.word === "" && !context.explicit) return null;
        const schema = await described();
        if (schema === null || context.aborted) return null;
        const found = offers(schema, place, namesIn(text));
        return {
          from: context.pos - place.word.length,
          options: found.map(({ label, detail, isField }) => ({
            label,
            info: detail,
            apply: isField ? `${label}: ` : label,
          })),
        };
      },
    ],
  });
}

function placed(view: EditorView, { line, text, severity }: Remark): Diagnostic {
  const { doc } = view.state;
  const { from, to, text: written } = doc.line(Math.min(Math.max(1, line), doc.lines));
  return { from: Math.min(to, from + written.search(/\S|$/)), to, severity, message: text };
}

/** The one stretch in which two texts differ; null where they do not. */
export function difference(
  before: string,
  after: string,
): { from: number; to: number; insert: string } | null {
  if (before === after) return null;
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let [end, stop] = [before.length, after.length];
  while (end > start && stop > start && before[end - 1] === after[stop - 1]) {
    end--;
    stop--;
  }
  return { from: start, to: end, insert: after.slice(start, stop) };
}
