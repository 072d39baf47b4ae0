"""Which language: what the page declares against what its words say."""

import pytest

from newsbox.reading import tongue

ENGLISH = "The harbour of Port Aldra was closed on Tuesday after a fire on a ferry. Nobody was hurt, the mayor said, and an inquiry will begin as soon as the ship is back at its pier. The owners of the ferry did not answer our questions."
GERMAN = "Der Hafen von Port Aldra wurde am Dienstag nach einem Brand auf einer Fähre geschlossen. Niemand wurde verletzt, sagte die Bürgermeisterin, und die Untersuchung beginnt, sobald das Schiff wieder am Anleger liegt. Die Reederei schwieg."
NORWEGIAN = "Havnen i Port Aldra ble stengt tirsdag etter en brann om bord på en ferge. Ingen ble skadet, sa borgermesteren, og en undersøkelse begynner så snart skipet ligger ved kai igjen. Rederiet ville ikke svare på spørsmålene våre i dag."
CROATIAN = "Luka u gradu Port Aldra zatvorena je u utorak nakon požara na trajektu. Nitko nije ozlijeđen, rekla je gradonačelnica, a istraga počinje čim brod ponovno bude u luci. Vlasnici trajekta nisu odgovorili na naša pitanja o požaru."
LATIN = "Lorem ipsum dolor sit amet, consectetur adipisicing elit, sed do eiusmod tempor incididunt ut labore et dolore magna aliqua. Ut enim ad minim veniam, quis nostrud exercitation ullamco laboris nisi ut aliquip ex ea commodo consequat."


@pytest.mark.parametrize(
    ("text", "stated", "code"),
    [
        (ENGLISH, [], "en"),
        (ENGLISH, ["en_US"], "en-US"),
        (GERMAN, ["en-US"], "de"),
        (GERMAN, ["en", "de-AT"], "de-AT"),
        (NORWEGIAN, ["nb-NO"], "nb-NO"),
        (NORWEGIAN, ["da"], "no"),
        (NORWEGIAN, [], "no"),
        (CROATIAN, ["sr-Latn"], "sr"),
        (CROATIAN, ["hr"], "hr"),
        (CROATIAN, ["en"], "hr"),
        (LATIN, ["en"], "en"),
        ("港は火曜日、フェリーの火災のため閉鎖された。", ["en"], "ja"),
        ("港口周二因渡轮火灾而关闭，没有人员受伤。", ["cn"], "zh"),
        ("Der Hafen wurde am Dienstag nach einem Brand geschlossen.", ["en", "de_DE"], "de-DE"),
        ("Ein Brand.", ["en"], "en"),
        ("הנמל נסגר ביום שלישי לאחר שריפה במעבורת.", ["iw"], "he"),
        ("", [], None),
        ("12345 " * 60, [], None),
    ],
)
def test_which_language(text: str, stated: list[str], code: str | None) -> None:
    assert tongue.of(text, stated) == code
