"""The options that a command line without options stands for."""

from __future__ import annotations

import pytest

from pipelint.cli._check_options import Options, read_options
from pipelint.cli._check_parser import parse_options


def plain(options: Options) -> dict[str, object]:
    # argparse makes lists, where the defaults are tuples.
    return {
        name: list(value) if isinstance(value, (list, tuple)) else value
        for name, value in options._asdict().items()
    }


@pytest.mark.parametrize("argv", [[], ["a.json"], ["a.json", "-", "pipelines/*.json"]])
def test_targets_alone_are_read_as_the_parser_reads_them(argv: list[str]) -> None:
    assert plain(read_options(argv)) == plain(parse_options(argv))


def test_an_option_is_left_to_the_parser() -> None:
    options = read_options(["a.json", "--quiet", "--select", "REF,DEP"])

    assert (options.targets, options.quiet, options.select) == (["a.json"], True, ["REF", "DEP"])
