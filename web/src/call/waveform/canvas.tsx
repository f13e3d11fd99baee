import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { draw, type Palette } from "./draw";
import style from "./waveform.module.css";

type Scene = Omit<Parameters<typeof draw>[1], "palette">;

/** The scene as it is drawn, in the colours of the page. */
export function Canvas({ scene, height }: { scene: Scene; height: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useTheme();
  useLayoutEffect(() => {
    const pen = canvas.current?.getContext("2d");
    if (canvas.current === null || !pen || scene.width === 0) return;
    const ratio = devicePixelRatio;
    canvas.current.width = scene.width * ratio;
    canvas.current.height = height * ratio;
    pen.scale(ratio, ratio);
    draw(pen, { ...scene, palette: paletteOf(theme) });
  }, [scene, height, theme]);
  return <canvas ref={canvas} className={style.canvas} />;
}

function useTheme(): string {
  const [theme, setTheme] = useState(document.documentElement.dataset.theme ?? "");
  useEffect(() => {
    const seen = new MutationObserver(() => setTheme(document.documentElement.dataset.theme ?? ""));
    seen.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    return () => seen.disconnect();
  }, []);
  return theme;
}

function paletteOf(_theme: string): Palette {
  const computed = getComputedStyle(document.documentElement);
  const read = (name: string) => computed.getPropertyValue(`--${name}`).trim();
  return {
    agent: read("agent"),
    customer: read("customer"),
    muted: read("strong-line"),
    line: read("line"),
    sunken: read("sunken"),
    mark: read("mark"),
    accent: read("accent"),
    undecided: read("undecided"),
  };
}
