/** People, sources, keys and how the house is set up. */
export const administration = {
  roles: "Roles",
  leads: "Answers for the teams",
  role: {
    agent: "Agent",
    reviewer: "Reviewer",
    qa_lead: "QA lead",
    supervisor: "Supervisor",
    compliance: "Compliance",
    uploader: "Uploader",
    administrator: "Administrator",
  },
};
