import type { components } from "./schema";

type Schemas = components["schemas"];

export type Recording = Schemas["Recording"];
export type Listed = Schemas["Listed"];
export type Detailed = Schemas["Detailed"];
export type State = Schemas["State"];
export type Stage = Schemas["Stage"];
export type StageRun = Schemas["StageRun"];
export type FlagKind = Schemas["FlagKind"];
export type Flag = Schemas["Flag"];
export type Standing = Listed["standings"][number];
export type Party = Schemas["Party"];
export type Transcript = Schemas["Transcript"];
export type Turn = Schemas["Turn"];
export type Span = Schemas["Span"];
export type Cue = Schemas["Cue"];
export type CueKind = Schemas["CueKind"];
export type Measured = Schemas["Measured"];
export type Evaluation = Schemas["Evaluation"];
export type Scorecard = Schemas["Scorecard"];
export type Finding = Schemas["Finding"];
export type Evidence = Schemas["Evidence"];
export type Outcome = Finding["outcome"];
export type Criterion = Schemas["Criterion"];
export type Rubric = Schemas["Rubric"];
export type Receipt = Schemas["ProvenReceipt"];
export type Problem = Schemas["ProblemDetails"];
