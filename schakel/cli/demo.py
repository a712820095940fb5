"""`schakel demo`: a filled hub to look at, in one command."""

import asyncio
import contextlib
import signal
from typing import Annotated

import typer

from contracts.codes import Rol
from contracts.regio import profielen
from schakel.cli.console import err, found_wrong, out, progress, settings, wrong_use
from schakel.client import HubUnreachable
from schakel.demo import FOLDER, DemoHub, demo_hub, demo_settings, drukste_school, fill, ochtend_van
from schakel.ingest import Report
from schakel.morgen import toon
from schakel.settings import Settings


def demo(
    regio: Annotated[str, typer.Option(help="Regio: 22-02, sppoh, swv-vo, plein-013 of de-meierij.")] = "plein-013",
    aantal: Annotated[int, typer.Option(min=100, help="Aantal gebeurtenissen.")] = 8_000,
    seed: Annotated[int, typer.Option(help="Zelfde getal, zelfde schooljaar.")] = 1,
    blijf: Annotated[bool, typer.Option(help="Blijf draaien tot Ctrl-C.")] = True,
) -> None:
    """Start een hub, vul hem met een verzonnen schooljaar, en laat zien wat een school vanmorgen wil weten."""
    if regio not in profielen():
        wrong_use(f"De regio {regio} is niet bekend. Bekend zijn: {', '.join(sorted(profielen()))}.")
    with contextlib.suppress(KeyboardInterrupt), demo_settings(settings()) as own:
        try:
            asyncio.run(_demo(own, regio, aantal, seed, blijf))
        except HubUnreachable as fault:
            found_wrong(f"De demo stopt. {fault}")


async def _demo(own: Settings, regio: str, aantal: int, seed: int, blijf: bool) -> None:
    async with demo_hub(own, regio) as hub:
        with progress() as bar:
            task = bar.add_task(f"een schooljaar van {profielen()[regio].naam}", total=aantal)
            report = await fill(hub, aantal, seed, lambda n: bar.update(task, completed=n))
        school = await drukste_school(hub)
        out.print(toon(await ochtend_van(hub, school)))
        _explain(hub, school, report, blijf)
        if blijf:
            stop = asyncio.Event()
            for name in (signal.SIGINT, signal.SIGTERM):
                asyncio.get_running_loop().add_signal_handler(name, stop.set)
            if not await hub.runs_until(stop):
                found_wrong(
                    f"\nDe hub is gestopt (code {hub.process.returncode}), en daarmee de demo. Start de demo opnieuw. "
                    f"Stopt hij weer? Zoek de reden met SCHAKEL_DATA={FOLDER} .venv/bin/schakel serve."
                )
            err.print("\nDe demo stopt.")


def _explain(hub: DemoHub, school: str, report: Report, blijf: bool) -> None:
    out.print(
        f"\nDe hub draait op {hub.url}. Er zijn {report.lines} gebeurtenissen verstuurd: {report.stored} bewaard, "
        f"{len(report.faults)} met een fout teruggegeven. Die fouten zitten er expres in: zo ziet u wat de hub doet.",
        soft_wrap=True,
    )
    if not blijf:
        return
    lines = [
        "",
        "Probeer in een ander venster, in deze zelfde map:",
        f"  export SCHAKEL_DATA={FOLDER} SCHAKEL_PORT={hub.settings.port}",
        f"  TOKEN=$(.venv/bin/schakel token --rol {Rol.SCHOOL} --organisatie {school} --regio {hub.regio})",
        f'  curl -H "Authorization: Bearer $TOKEN" "{hub.url}/v1/scholen/{school}/leerlingen?teLaat=true"',
        f'  curl -H "Authorization: Bearer $TOKEN" "{hub.url}/v1/scholen/{school}/termijnen"',
        f'  curl -H "Authorization: Bearer $TOKEN" "{hub.url}/v1/scholen/{school}/kengetallen"',
        f'  curl -H "Authorization: Bearer $TOKEN" "{hub.url}/v1/scholen/{school}/groepen"',
        f'  curl -H "Authorization: Bearer $TOKEN" "{hub.url}/v1/inzendingen?school={school}&status=afgewezen"',
        "  # alles van één leerling: zet op de plaats van SLEUTEL een `sleutel` uit de lijst van leerlingen",
        f'  curl -H "Authorization: Bearer $TOKEN" "{hub.url}/v1/dossiers/{school}:SLEUTEL/tijdlijn"',
        f"  curl {hub.url}/v1/catalogus",
        "  .venv/bin/schakel termijnen bereken aanmelding-beslissing --vanaf 2026-02-20",
        "  .venv/bin/schakel verify",
        "",
        "Stoppen: Ctrl-C.",
    ]
    for line in lines:
        out.print(line, markup=False, soft_wrap=True)
