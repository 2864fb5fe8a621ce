"""Danish sentences for what can be wrong with a check."""

FAULTS: dict[str, str] = {
    "conformance.as_of_after_window": (
        "Der kan ikke måles pr. {value}: udtrækket slutter {window_end}, og ingen ved, hvad der er sket siden. "
        "Vælg en dato, der ikke ligger efter."
    ),
    "conformance.as_of_before_window": (
        "Der kan ikke måles pr. {value}: udtrækket begynder først {window_start}. Vælg en dato i perioden."
    ),
}
