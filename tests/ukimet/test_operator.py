"""The operator's chat and the daemon as a process."""

from __future__ import annotations

from replica import serving
from tests.telegram_standin import TOKEN, serving_telegram
from tests.ukimet.conftest import Shell
from tests.ukimet.test_daemon import running, terminate, wait_for

CHANNEL, OPS = -1002222222222, -1001111111111


def test_the_daemon_says_that_it_started_listens_and_ends_although_a_question_is_open(
    shell: Shell,
) -> None:
    (shell.folder / "token").write_text(TOKEN, encoding="utf-8")
    with serving(history=1) as site, serving_telegram(CHANNEL, OPS) as telegram:
        shell.configure(
            site.url,
            f'[telegram]\napi_base_url = "{telegram.url}"\nops_chat = {OPS}\n'
            f'token_file = "{shell.folder / "token"}"\n'
            f'[[telegram.channel]]\nchat = {CHANNEL}\nlanguage = "en"\n',
        )
        with running(shell) as process:
            wait_for(lambda: telegram.called("getUpdates") > 0, "a question for presses")
            wait_for(lambda: telegram.chats[OPS].texts() != [], "a word to the operator")
            # Telegram would keep the question open for most of a minute.
            terminate(process)
        (said,) = telegram.chats[OPS].texts()
    assert said.startswith("🟢 Ukimet ")
    assert f"it watches {site.url} and writes to 1 place." in said
    assert "cut off" not in said
