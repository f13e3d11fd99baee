export const administration = {
  roles: "角色",
  leads: "负责的班组",
  role: {
    agent: "坐席",
    reviewer: "质检员",
    qa_lead: "质检主管",
    supervisor: "班组长",
    compliance: "合规",
    uploader: "上传员",
    administrator: "管理员",
  },
};
