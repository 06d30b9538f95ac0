"""What may stand on the command line: the commands and their options."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable

from dsl import __version__

STYLES = ("sequential", "functional", "subclass", "layer")
LOOPS = ("fit", "custom")


def parser() -> argparse.ArgumentParser:
    """What reads the command line; `command` is the module in `dsl.cli` that does what is asked for."""
    parser = argparse.ArgumentParser(prog="dotmodel", description="A compiler from .model files to tf.keras Python.")
    parser.add_argument("--version", action="version", version=f"dotmodel {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    _add_compile(commands)
    _add_check(commands)
    _add_train(commands)
    _add_evaluate(commands)
    _add_predict(commands)
    _add_report(commands)
    _add_deploy(commands)
    _add_fmt(commands)
    _add_explain(commands)
    _add_summary(commands)
    _add_graph(commands)
    _add_syntax(commands)
    return parser


Commands = argparse._SubParsersAction  # argparse has no public name for it


def _add_compile(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "compile",
        help="write the Python program of a .model file",
        description="Write the Python program of a .model file. Nothing is written where the file has errors.",
    )
    _add_choices(command)
    command.add_argument("-o", "--output", metavar="OUT.py", help="default: beside FILE; - prints")
    command.add_argument("--check", action="store_true", help="write nothing; exit 1 when OUT is not up to date")
    command.set_defaults(command="compile")


def _add_check(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "check",
        help="say what is wrong with .model files",
        description="Say what is wrong with .model files. `dotmodel explain CODE` tells more about a code.",
    )
    command.add_argument("files", nargs="+", metavar="FILE", help="files, folders or patterns")
    command.add_argument("--format", choices=("text", "json", "github"), default="text", help="default: text")
    command.add_argument("--fix", action="store_true", help="make the edits that are sure to be meant, then check")
    command.set_defaults(command="check")


def _add_fmt(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("fmt", help="write .model files in their one layout")
    command.add_argument("files", nargs="+", metavar="FILE", help="files, folders or patterns; - reads and prints")
    command.add_argument("--check", action="store_true", help="write nothing; show what would change, and exit 1")
    command.set_defaults(command="fmt")


def _add_explain(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("explain", help="tell more about the code of an error or a warning")
    command.add_argument("code", nargs="?", metavar="CODE", help="such as E203; without it, all codes are listed")
    command.set_defaults(command="explain")


def _add_syntax(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("syntax", help="print the file that teaches an editor to colour .model files")
    command.add_argument("engine", choices=("textmate", "vim", "pygments"))
    command.add_argument("-o", "--output", metavar="OUT", help="default: print")
    command.set_defaults(command="syntax")


def _add_train(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "train",
        help="compile a .model file into build/ and run the program",
        epilog="What stands after -- is given to the program: dotmodel train digits.model -- --epochs 3",
    )
    _add_choices(command)
    command.add_argument("--workers", type=_whole(1), metavar="N", help="train in N processes of this machine")
    command.add_argument(
        "--restarts", type=_whole(0), default=0, metavar="N", help="start failed workers again N times"
    )
    command.add_argument(
        "--cluster", type=_cluster, metavar="ray[://ADDRESS]", help="train in N workers of a cluster of Ray"
    )
    command.add_argument("--no-report", dest="report", action="store_false", help="write no page about the run")
    command.set_defaults(command="train")


def _add_evaluate(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("evaluate", help="hold the last trained model against test or validation data")
    _add_choices(command)
    _add_run_dir(command)
    command.add_argument("--format", choices=("text", "json"), default="text")
    command.set_defaults(command="evaluate")


def _add_predict(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("predict", help="have the last trained model predict for new samples")
    _add_choices(command)
    command.add_argument("input", metavar="INPUT", help="a .csv, .npz or .txt file, an image or a folder of images")
    command.add_argument("-o", "--output", metavar="OUT", help="OUT.csv or OUT.npz; default: print a table")
    _add_run_dir(command)
    command.set_defaults(command="predict")


def _add_report(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("report", help="write the page about the last trained run again")
    _add_choices(command)
    _add_run_dir(command)
    command.set_defaults(command="report")


def _add_deploy(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "deploy",
        help="write the manifest that trains a .model file on a cluster",
        description="Write a Kubernetes manifest: a TFJob of Kubeflow, its program and a volume.",
        epilog="What stands after -- is given to the program, as for train.",
    )
    command.add_argument("target", choices=("kubeflow",))
    _add_choices(command)
    command.add_argument("-o", "--output", metavar="OUT.yaml", help="default: beside FILE; - prints")
    command.add_argument("--workers", type=_whole(1), default=1, metavar="N", help="how many pods train; default: 1")
    command.add_argument("--gpus", type=_whole(0), default=0, metavar="N", help="GPUs of each pod; default: 0")
    command.add_argument("--restarts", type=_whole(0), default=3, metavar="N", help="of all pods; default: 3")
    command.add_argument(
        "--image", type=_word, metavar="IMAGE", help="default: TensorFlow's own, with CUDA where there are GPUs"
    )
    command.add_argument("--name", type=_label, metavar="NAME", help="of the job; default: that of the train block")
    command.add_argument("--namespace", type=_object, metavar="NAME", help="default: that of kubectl")
    command.add_argument(
        "--volume", type=_object, metavar="CLAIM", help="a claim that is there already; default: a new one"
    )
    command.add_argument("--storage", type=_size, default="10Gi", metavar="SIZE", help="of a new volume; default: 10Gi")
    command.set_defaults(command="deploy")


def _add_run_dir(command: argparse.ArgumentParser) -> None:
    command.add_argument("--run-dir", metavar="DIR", help="the folder of the run; default: runs/ and its name")


def _add_summary(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("summary", help="list the layers of a model with shapes, parameters and costs")
    _add_model_choices(command)
    command.add_argument("--batch-size", type=_whole(1), default=32, metavar="N", help="for the memory; default: 32")
    command.add_argument("--depth", type=_whole(0), metavar="N", help="how many levels of blocks are opened")
    command.add_argument("--format", choices=("text", "json"), default="text")
    command.set_defaults(command="summary")


def _add_graph(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("graph", help="draw the architecture of a model as SVG, for Graphviz or as Mermaid")
    _add_model_choices(command)
    command.add_argument("-o", "--output", required=True, metavar="OUT", help="OUT.svg, OUT.dot or OUT.mmd")
    command.add_argument("--depth", type=_whole(0), default=0, metavar="N", help="open N levels of blocks; default: 0")
    command.add_argument(
        "--expand", action="append", default=[], metavar="NAME", help="open the blocks of this name too, or `all`"
    )
    command.add_argument("--fold-loops", action="store_true", help="draw each loop as one node")
    command.set_defaults(command="graph")


def _add_choices(command: argparse.ArgumentParser) -> None:
    _add_model_choices(command)
    command.add_argument("--style", choices=STYLES, help="how the model is constructed")
    command.add_argument("--loop", choices=LOOPS, help="how it is trained")
    command.add_argument("--train", metavar="NAME", help="which train block of the file")


def _add_model_choices(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE", help="a .model file")
    command.add_argument("--model", metavar="NAME", help="which model of the file")
    command.add_argument(
        "--set",
        dest="settings",
        action="append",
        default=[],
        type=_setting,
        metavar="NAME=VALUE",
        help="another value for a parameter (hidden=256) or a training setting (train.epochs=3)",
    )


def _whole(least: int) -> Callable[[str], int]:
    """What reads a whole number that is not less than the least."""

    def read(text: str) -> int:
        if not text.strip().isdecimal() or len(text) > 9 or int(text) < least:
            raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from {least}")
        return int(text)

    return read


def _setting(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.strip() or not value.strip():
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=VALUE")
    return name.strip(), value.strip()


def _cluster(text: str) -> str:
    """The address of a cluster of Ray; empty where none is named."""
    if text == "ray":
        return ""
    if text.startswith("ray://") and text != "ray://":
        return text
    raise argparse.ArgumentTypeError(f"{text!r} is neither ray nor ray://ADDRESS")


def _label(text: str) -> str:
    """The name of a job, which services and pods are called after."""
    if not re.fullmatch("[a-z]([a-z0-9-]{0,48}[a-z0-9])?", text):
        raise argparse.ArgumentTypeError(f"{text!r} is not of small letters, digits and dashes, at most 50 of them")
    return text


def _object(text: str) -> str:
    """The name of something that is in the cluster already."""
    if not re.fullmatch("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?", text):
        raise argparse.ArgumentTypeError(f"{text!r} is not of small letters, digits, dashes and dots")
    return text


def _size(text: str) -> str:
    if not re.fullmatch("[1-9][0-9]*([KMGTPE]i|[kMGTPE])?", text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a size such as 10Gi")
    return text


def _word(text: str) -> str:
    if not text or not text.isprintable() or " " in text:
        raise argparse.ArgumentTypeError(f"{text!r} is not a name")
    return text
