"""The YAML in docs/simulation.md is read and run."""

import re

from procesanalyse.simulation.load import load_model
from procesanalyse.simulation.run import simulate
from procesanalyse.simulation.scenario import load_scenario


def test_the_documented_model_and_scenario_run_together(root, tmp_path):
    text = (root / "docs" / "simulation.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```yaml\n(.*?)```", text, flags=re.DOTALL)
    assert len(blocks) == 2
    for name, block in zip(("model", "scenario"), blocks, strict=True):
        (tmp_path / f"{name}.yaml").write_text(block, encoding="utf-8")
    model, scenario = load_model(tmp_path / "model.yaml"), load_scenario(tmp_path / "scenario.yaml")
    run = simulate(model, seed=1, scenario=scenario)
    assert {"vurdering", "resten"} <= set(run.members["team"])
    assert run.log.cases["closed"].notna().mean() > 0.5
