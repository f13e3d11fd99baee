"""Dialogues typed by hand, easy and hard, in Chinese and English, and how they are spoken."""

from collections.abc import Sequence

from asr.transcript import Party, Turn

Dialogue = Sequence[tuple[str, str]]

SERVICE_ZH = [
    ("agent", "您好，蓝讯通信，工号五一九二，请问有什么可以帮您？"),
    ("customer", "我的话费怎么扣了三百多？"),
    ("agent", "我帮您查一下，请问机主姓名？"),
    ("customer", "刘洋。"),
]
SERVICE_EN = [
    ("agent", "Thank you for calling Harbor Insurance, this is Hannah, how may I help you?"),
    ("customer", "Hi, I'd like to change the address on my policy."),
    ("agent", "Of course. Can I have your policy number, please?"),
    ("customer", "It's four four one, nine nine two."),
]

TOLD = {
    "en service": (SERVICE_EN, None),
    "zh service": (SERVICE_ZH, None),
    "en customer greets first": (
        [
            ("customer", "Hello, is anybody there? I've been waiting for twenty minutes."),
            ("agent", "Good morning, sorry about that wait. How can I help?"),
            ("customer", "My internet is down again."),
            ("agent", "Let me check the line for you."),
        ],
        "inbound",
    ),
    "zh customer greets first": (
        [
            ("customer", "喂，你好，听得到吗？我想查一下我的快递到哪里了。"),
            ("agent", "您好，听得到，麻烦您报一下单号。"),
            ("customer", "七七零二三三九一。"),
        ],
        "inbound",
    ),
    "en outbound": (
        [
            ("customer", "Hello?"),
            (
                "agent",
                "Good afternoon, am I speaking with Mr Novak? I'm calling from Harbor Insurance about your policy.",
            ),
            ("customer", "Yes, speaking. What is it about?"),
            ("agent", "Your policy ends next month. Before we go on, could you confirm your date of birth?"),
        ],
        "outbound",
    ),
    "zh outbound": (
        [
            ("customer", "喂，哪位？"),
            ("agent", "您好，请问是孙先生吗？我是安和保险的客服，您的车险下个月到期了。"),
            ("customer", "我在开车，你说吧。"),
        ],
        "outbound",
    ),
    "zh outbound refused": (
        [
            ("customer", "喂？"),
            ("agent", "先生您好，我们公司最近有一款理财产品。"),
            ("customer", "不需要，没兴趣。"),
        ],
        "outbound",
    ),
    "en curt agent, angry customer": (
        [
            ("agent", "Billing."),
            ("customer", "You people charged me twice and nobody called me back!"),
            ("agent", "Account number?"),
            ("customer", "This is ridiculous. I want to speak to your manager."),
            ("agent", "That's our policy, ma'am."),
        ],
        "inbound",
    ),
    "zh curt agent, angry customer": (
        [
            ("agent", "请讲。"),
            ("customer", "你们到底怎么回事，我都打了三次电话了！"),
            ("agent", "保单号多少？"),
            ("customer", "让你们主管来接电话，我要投诉！"),
            ("agent", "按规定就是这样。"),
        ],
        "inbound",
    ),
    "en customer asks the agent for a name": (
        [
            ("agent", "How can I help you today?"),
            ("customer", "First, can I have your name, please? I want to know who I'm talking to."),
            ("agent", "Sure, it's Todd. Can I take your account number?"),
            ("customer", "Eight eight one four. My bill is wrong."),
        ],
        None,
    ),
    "zh customer says 您, agent says 你": (
        [
            ("customer", "您好，麻烦您，我想咨询一下信用卡的事。"),
            ("agent", "你好，请讲。"),
            ("customer", "您帮我看看，我这个月账单怎么多了？"),
            ("agent", "卡号多少？系统显示你逾期了。"),
        ],
        None,
    ),
    "as the recogniser writes it": (
        [
            ("agent", "good morning thank you four calling meridian water how may i help you"),
            ("customer", "hi i wanted to ask about my bill"),
            ("agent", "can you conform your account number please"),
        ],
        None,
    ),
    "both languages": (
        [
            ("agent", "Thank you for calling, how may I help you?"),
            ("customer", "你好，我想查一下我的订单。"),
            ("agent", "好的，请问您的订单号是多少？"),
        ],
        None,
    ),
}

UNTOLD = {
    "en": [("agent", "Hello."), ("customer", "Hello."), ("agent", "Okay."), ("customer", "Right, see you.")],
    "zh": [("agent", "喂。"), ("customer", "喂，你好。"), ("agent", "嗯，好的。"), ("customer", "好。")],
    "friends": [("agent", "明天几点吃饭？"), ("customer", "六点吧，老地方。"), ("agent", "行，那明天见。")],
}

PROMPTS = {
    "en menu": "Thank you for calling Clearline. For billing, press one. For support, press two.",
    "en queue": "All of our agents are currently busy. Please stay on the line.",
    "en notice": "This call may be recorded for quality and training purposes.",
    "en voicemail": "The person you have called is not available. Please leave a message after the tone.",
    "zh menu": "欢迎致电清源水务，报修请按一，查询水费请按二。",
    "zh queue": "您的来电对我们非常重要，座席全忙，请不要挂机。",
    "zh notice": "为了提升服务质量，您的通话将会被录音。",
    "zh survey": "请对本次服务进行评价，满意请按一。",
}

PEOPLE = [
    "您好安和保险公号2033本次通话有录音请讲。",
    "Thank you for calling Clearline Mobile, my name is Jason, and this call is recorded. How can I help?",
    "I already pressed one! I want to talk to a person.",
    "您好，安和保险，工号二零三三，本次通话有录音，请讲。",
    "我按了一号键，没有人接啊。",
    "Could you please hold the line while I check your account? I'm just looking.",
]


def spoken(dialogue: Dialogue, *, channels: bool = False) -> tuple[list[Turn], dict[str, str]]:
    """Turns two seconds apart, and each party's voice or channel, in order of appearance."""
    keys: dict[str, str] = {}
    turns, time = [], 0.0
    for index, (party, text) in enumerate(dialogue):
        number = list(keys).index(party) if party in keys else len(keys)
        keys.setdefault(party, f"channel-{number}" if channels else f"voice-{number + 1}")
        length = 1.0 + len(text) * 0.06
        voice = None if channels else keys[party]
        channel = number if channels else 0
        language = "zh" if any(c > "\u3400" for c in text) else "en"
        turns.append(
            Turn(index, time, time + length, Party.UNKNOWN, channel, text, language, 0.9, voice=voice)
        )
        time += length + 2.0
    return turns, keys
